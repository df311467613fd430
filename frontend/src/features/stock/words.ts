import type { LowStockView, MovementView } from "@/shared/api";

export type Kind = MovementView["kind"];

export const KINDS: Record<Kind, string> = {
  sold: "Sold",
  returned: "Returned",
  received: "Received",
  adjusted: "Corrected",
  damaged: "Damaged",
};

export const REASONS: Record<LowStockView["reason"], string> = {
  threshold: "Few left",
  cover: "Selling fast",
  both: "Few left, selling fast",
};

const difference = new Intl.NumberFormat("en", { signDisplay: "exceptZero" });

/** `+12`, `−3`, `0`. */
export function signed(quantity: number): string {
  return difference.format(quantity).replace("-", "−");
}

/** What was typed, as a number; what is none goes to the server as it is, which says what is wrong with it. */
export function numberOf(typed: string): number {
  const number = typed.trim().replace("−", "-");
  return /^[+-]?\d+$/.test(number) ? Number(number) : (number as unknown as number);
}
