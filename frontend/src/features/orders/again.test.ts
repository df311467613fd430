import { expect, test } from "vitest";
import type { ChangeView, OrderItemView } from "@/shared/api";
import { leftOut } from "./again";

const item = (product_id: number, product_name: string) => ({ product_id, product_name }) as OrderItemView;
const change = (product_id: number, kind: ChangeView["kind"], asked: number, now_in_cart: number): ChangeView => ({
  product_id,
  kind,
  asked,
  now_in_cart,
});

test("what could not be had again is named, and why", () => {
  const items = [item(1, "Mug"), item(2, "Pan"), item(3, "Bowl"), item(4, "Towel")];
  const changes = [
    change(1, "added", 1, 1),
    change(2, "capped", 3, 2),
    change(3, "capped", 1, 0),
    change(4, "unavailable", 1, 0),
  ];
  expect(leftOut(items, changes)).toEqual([
    "Pan: 2 of 3 in the cart; more cannot be had now.",
    "Bowl cannot be had now.",
    "Towel is no longer sold.",
  ]);
});
