import type { OrderItemView, OrderView, RefundOrder, RefundPreview } from "@/shared/api";
import { money } from "@/shared/money";
import { backTo } from "./words";

/** Units of a line that are chosen; `restock` once somebody said whether they go back on the shelf. */
export interface Chosen {
  quantity: number;
  restock?: boolean;
}

/** A refund while it is written: lines by the number of the item, an amount as it was typed, a reason. */
export interface Refund {
  lines: Readonly<Record<string, Chosen>>;
  amount: string;
  reason: string;
}

/** Opened without a line. */
export const OPEN = "open";

export function unitsLeft(item: OrderItemView): number {
  return item.quantity - item.refunded_quantity;
}

export function linesLeft(order: OrderView): OrderItemView[] {
  return order.items?.filter((item) => unitsLeft(item) > 0) ?? [];
}

/** A refund of one of `item`, if that is an item of the order with something left. */
export function startingWith(order: OrderView, item: string): Refund {
  const line = linesLeft(order).find((one) => String(one.id) === item);
  return { lines: line ? { [line.id]: { quantity: 1 } } : {}, amount: "", reason: "" };
}

export function everything(order: OrderView): Refund["lines"] {
  return Object.fromEntries(linesLeft(order).map((item) => [item.id, { quantity: unitsLeft(item) }]));
}

/** What is sent for it; null while nothing is chosen, because nothing would mean everything. */
export function bodyOf({ lines, amount, reason }: Refund, order: OrderView): RefundOrder | null {
  const items = linesLeft(order).flatMap(({ id }) => {
    const { quantity = 0, restock } = lines[id] ?? {};
    return quantity > 0 ? [{ order_item_id: id, quantity, ...(restock === undefined ? {} : { restock }) }] : [];
  });
  if (items.length === 0 && amount.trim() === "") return null;
  return {
    ...(items.length > 0 ? { items } : {}),
    ...(amount.trim() ? { amount: typed(amount) } : {}),
    ...(reason.trim() ? { reason: reason.trim() } : {}),
  };
}

/** `1 × Mug, 2 × Pan` */
export function goodsOf(preview: RefundPreview): string {
  return preview.items.map((line) => `${line.quantity} × ${line.product_name}`).join(", ");
}

/** `Refund 1 × Mug — 12.00 to the credit card` */
export function sentenceFor(preview: RefundPreview): string {
  const goods = goodsOf(preview);
  return `Refund ${goods && `${goods} — `}${money(preview.amount)} ${backTo(preview.payment_method)}`;
}

/** What is no number goes to the server as it is, which says what is wrong with it. */
function typed(amount: string): number {
  const number = Number(amount.trim().replace(",", "."));
  return Number.isNaN(number) ? (amount as unknown as number) : number;
}
