import type { OrderView, SetPaymentStatus } from "@/shared/api";
import type { Tone } from "@/shared/ui/Pill";

export type Status = OrderView["status"];
export type PaymentStatus = OrderView["payment_status"];
export type PaymentStep = SetPaymentStatus["payment_status"];
export type LaneName = "new" | "preparing" | "ready" | "done";

/** An order as the board shows it: `going` is the step that the server has not answered yet. */
export interface Shown extends OrderView {
  going?: Status;
}

interface LaneFacts {
  name: LaneName;
  title: string;
  statuses: readonly Status[];
  /** Somebody waits for what lies here, so its age matters. */
  waiting: boolean;
  /** What it says when nothing lies in it. */
  nothing: string;
}

/** Where the board shows what. It is how the day is laid out on the screen, and no rule of the shop. */
export const LANES: readonly LaneFacts[] = [
  {
    name: "new",
    title: "New",
    statuses: ["pending"],
    waiting: true,
    nothing: "New orders appear here by themselves.",
  },
  {
    name: "preparing",
    title: "Preparing",
    statuses: ["confirmed", "processing"],
    waiting: true,
    nothing: "Nothing is being prepared.",
  },
  {
    name: "ready",
    title: "Ready",
    statuses: ["shipped"],
    waiting: false,
    nothing: "Nothing waits to be handed over.",
  },
  {
    name: "done",
    title: "Done",
    statuses: ["delivered", "cancelled", "refunded"],
    waiting: false,
    nothing: "Nothing is done yet.",
  },
];

/** What the button says that moves an order there. Whether it may go there is the server's to say. */
export const STEPS: Partial<Record<Status, { label: string; done: string }>> = {
  confirmed: { label: "Confirm", done: "confirmed" },
  processing: { label: "Start preparing", done: "in preparation" },
  shipped: { label: "Mark ready", done: "ready" },
  delivered: { label: "Hand over", done: "handed over" },
};

export const STATUS_WORDS: Record<Status, { word: string; tone: Tone }> = {
  pending: { word: "New", tone: "info" },
  confirmed: { word: "Confirmed", tone: "info" },
  processing: { word: "Preparing", tone: "info" },
  shipped: { word: "Ready", tone: "ok" },
  delivered: { word: "Handed over", tone: "ok" },
  cancelled: { word: "Cancelled", tone: "neutral" },
  refunded: { word: "Refunded", tone: "bad" },
};

export const PAYMENT_WORDS: Record<PaymentStatus, { word: string; tone: Tone }> = {
  pending: { word: "Unpaid", tone: "warn" },
  paid: { word: "Paid", tone: "ok" },
  failed: { word: "Payment failed", tone: "bad" },
  partially_refunded: { word: "Partly refunded", tone: "neutral" },
  refunded: { word: "Refunded", tone: "neutral" },
};

/** What the button says that changes the state of the payment, by the state it leads to. */
export const PAYMENT_STEPS: Partial<Record<PaymentStatus, string>> = {
  paid: "Take payment",
  failed: "Payment failed",
  pending: "Not paid after all",
};

export const PAYMENT_DONE: Partial<Record<PaymentStatus, string>> = {
  paid: "payment taken",
  failed: "payment failed",
  pending: "not paid",
};

export const METHOD_WORDS: Record<string, string> = {
  credit_card: "credit card",
  debit_card: "debit card",
  paypal: "PayPal",
  cash: "cash",
  bank_transfer: "bank transfer",
  cod: "cash on delivery",
};

export type Lanes = Record<LaneName, Shown[]>;

/** The next step forward that the server allows, or null. */
export function nextStep(order: Shown): Status | null {
  return order.next_statuses.find((status) => status in STEPS) ?? null;
}

export function laneOf(status: Status): LaneName {
  return LANES.find((lane) => lane.statuses.includes(status))?.name ?? "done";
}

/** Orders in their lanes: who has waited longest comes first, and what was done last. */
export function grouped(orders: readonly Shown[]): Lanes {
  const lanes: Lanes = { new: [], preparing: [], ready: [], done: [] };
  for (const order of [...orders].sort((one, other) => one.created_at.localeCompare(other.created_at))) {
    lanes[laneOf(order.status)].push(order);
  }
  lanes.done.sort((one, other) => other.updated_at.localeCompare(one.updated_at));
  return lanes;
}

/** An order's number in two parts: the last digits are what people say to each other. */
export function spoken(number: string): { start: string; digits: string } {
  return { start: number.slice(0, -4), digits: number.slice(-4) };
}
