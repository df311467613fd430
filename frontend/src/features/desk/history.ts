import type { EventView } from "@/shared/api";
import { type OrderStatus, orderStatus, type PaymentStatus, paymentStatus } from "@/shared/statuses";

/** What happened to an order, as a line of its history. */
export function told({ kind, from, to }: EventView): string {
  if (kind === "payment") return `Payment: ${payment(to)}`;
  if (kind === "undone") return `Taken back to ${status(to)}`;
  if (kind === "note") return "Note";
  if (kind === "deleted") return "Deleted";
  return from === null ? "Placed" : (orderStatus[to as OrderStatus]?.label ?? to ?? kind);
}

function status(word: string | null): string {
  return (orderStatus[word as OrderStatus]?.label ?? word ?? "").toLowerCase();
}

function payment(word: string | null): string {
  return (paymentStatus[word as PaymentStatus]?.label ?? word ?? "").toLowerCase();
}
