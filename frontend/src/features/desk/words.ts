import type { SetPaymentStatus } from "@/shared/api";
import type { OrderStatus, PaymentMethod } from "@/shared/statuses";

export type PaymentStep = SetPaymentStatus["payment_status"];

/** What the button says that moves an order there, and what is said once it is. Whether it may is the server's to say. */
export const STEPS: Partial<Record<OrderStatus, { label: string; done: string }>> = {
  confirmed: { label: "Confirm", done: "confirmed" },
  processing: { label: "Start preparing", done: "in preparation" },
  shipped: { label: "Mark shipped", done: "shipped" },
  delivered: { label: "Mark delivered", done: "delivered" },
};

/** The same for its payment. */
export const PAYMENT_STEPS: Partial<Record<PaymentStep, { label: string; done: string }>> = {
  paid: { label: "Take payment", done: "payment taken" },
  failed: { label: "Mark as failed", done: "payment failed" },
  pending: { label: "Not paid after all", done: "not paid" },
};

const BACK_TO: Record<PaymentMethod, string> = {
  credit_card: "to the credit card",
  debit_card: "to the debit card",
  paypal: "to PayPal",
  cash: "in cash",
  bank_transfer: "to the bank account",
  cod: "in cash",
};

/** Where the money of an order goes back to. */
export function backTo(method: PaymentMethod | null): string {
  return method ? BACK_TO[method] : "to the customer";
}
