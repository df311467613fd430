import type { OrderView, ShopView } from "@/shared/api";
import type { Tone } from "@/shared/ui/Pill";

export type OrderStatus = OrderView["status"];
export type PaymentStatus = OrderView["payment_status"];
export type PaymentMethod = ShopView["payment_methods"][number];

/** A state in words, and its colour. */
export interface Said {
  label: string;
  tone: Tone;
}

export const orderStatus: Record<OrderStatus, Said> = {
  pending: { label: "New", tone: "info" },
  confirmed: { label: "Confirmed", tone: "info" },
  processing: { label: "Preparing", tone: "info" },
  shipped: { label: "Shipped", tone: "info" },
  delivered: { label: "Delivered", tone: "ok" },
  cancelled: { label: "Cancelled", tone: "neutral" },
  refunded: { label: "Refunded", tone: "bad" },
};

export const paymentStatus: Record<PaymentStatus, Said> = {
  pending: { label: "Not paid yet", tone: "warn" },
  paid: { label: "Paid", tone: "ok" },
  failed: { label: "Payment failed", tone: "bad" },
  partially_refunded: { label: "Partly refunded", tone: "bad" },
  refunded: { label: "Refunded", tone: "bad" },
};

export const paymentMethod: Record<PaymentMethod, string> = {
  credit_card: "Credit card",
  debit_card: "Debit card",
  paypal: "PayPal",
  cash: "Cash",
  bank_transfer: "Bank transfer",
  cod: "Cash on delivery",
};

/** How an order is paid, in words; a way this client does not know yet keeps the server's name. */
export function paidBy(method: string | null): string {
  return paymentMethod[method as PaymentMethod] ?? method ?? "Not chosen";
}
