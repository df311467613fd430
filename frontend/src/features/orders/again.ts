import type { ChangeView, OrderItemView } from "@/shared/api";

/** What of an order did not come into the cart as it was, as sentences. */
export function leftOut(items: readonly OrderItemView[], changes: readonly ChangeView[]): string[] {
  return changes.flatMap(({ product_id, kind, asked, now_in_cart }) => {
    const name = items.find((item) => item.product_id === product_id)?.product_name ?? "An article";
    if (kind === "unavailable") return [`${name} is no longer sold.`];
    if (kind !== "capped") return [];
    return now_in_cart > 0
      ? [`${name}: ${now_in_cart} of ${asked} in the cart; more cannot be had now.`]
      : [`${name} cannot be had now.`];
  });
}
