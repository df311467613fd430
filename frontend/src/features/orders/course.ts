import type { EventView, OrderView } from "@/shared/api";
import type { OrderStatus } from "@/shared/statuses";

/** A step of an order's way as its customer sees it. */
export interface Step {
  status: OrderStatus;
  label: string;
  at: string | null;
  state: "done" | "now" | "coming" | "ended";
}

const LABELS: Record<OrderStatus, string> = {
  pending: "Placed",
  confirmed: "Confirmed",
  processing: "Preparing",
  shipped: "Shipped",
  delivered: "Delivered",
  cancelled: "Cancelled",
  refunded: "Refunded",
};
const WAY: readonly OrderStatus[] = ["pending", "confirmed", "processing", "shipped", "delivered"];

/** The way of an order: what it has behind it, where it is, and what is to come unless it ended before. */
export function course(order: OrderView, events: readonly EventView[]): Step[] {
  const at = reached(events);
  const step = (status: OrderStatus, state: Step["state"]): Step => ({
    status,
    label: LABELS[status],
    at: at.get(status) ?? null,
    state,
  });
  const here = WAY.indexOf(order.status);
  if (here < 0) {
    const behind = WAY.filter((status) => at.has(status)).map((status) => step(status, "done"));
    return [...behind, step(order.status, "ended")];
  }
  return WAY.map((status, place) => {
    if (place < here || place === WAY.length - 1) return step(status, place <= here ? "done" : "coming");
    return step(status, place === here ? "now" : "coming");
  });
}

/** When the order last came to each status, without the steps that were taken back. */
function reached(events: readonly EventView[]): Map<string, string> {
  const at = new Map<string, string>();
  for (const event of events) {
    if (event.kind === "status" && event.to) at.set(event.to, event.created_at);
    if (event.kind === "undone" && event.from) at.delete(event.from);
  }
  return at;
}

const MONEY: Record<string, string> = {
  pending: "Payment is open again",
  paid: "Payment received",
  failed: "Payment failed",
  partially_refunded: "Part of the money was paid back",
  refunded: "The money was paid back",
};

/** What happened, as a line of the order's history. */
export function told(event: EventView, me: number): string {
  const said = happened(event);
  const by = event.actor_id === me && event.kind !== "payment" ? " by you" : "";
  return event.note ? `${said}${by}: ${event.note}` : `${said}${by}`;
}

function happened({ kind, from, to }: EventView): string {
  const label = (status: string | null) => LABELS[status as OrderStatus] ?? status ?? "";
  if (kind === "payment") return MONEY[to ?? ""] ?? `Payment: ${to}`;
  if (kind === "undone") return `Back to ${label(to).toLowerCase()}; “${label(from)}” was entered by mistake`;
  return label(to);
}
