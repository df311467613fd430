import { expect, test } from "vitest";
import type { ProductView, WishView } from "@/shared/api";
import { changed, stands } from "./changes";

const wish = (more: Partial<WishView>) =>
  ({
    product: {} as ProductView,
    price_changed: false,
    price_difference: 0,
    is_in_stock: true,
    available: 9,
    ...more,
  }) as WishView;

test("what became of the price is said as the server counted it", () => {
  expect(changed(wish({}))).toBeNull();
  expect(changed(wish({ price_changed: true, price_difference: -3 }))?.words).toBe(
    "▼ 3.00 less than when you saved it",
  );
  expect(changed(wish({ price_changed: true, price_difference: 1.5 }))?.way).toBe("more");
  expect(changed(wish({ price_changed: true, price_difference: null, product: null }))).toBeNull();
});

test("whether it can be had is a word", () => {
  expect(stands(wish({})).label).toBe("In stock");
  const low = { stock_level: "low" } as ProductView;
  expect(stands(wish({ available: 2, product: low })).label).toBe("2 left");
  expect(stands(wish({ available: 0, is_in_stock: false })).label).toBe("Sold out");
  expect(stands(wish({ available: 0, is_in_stock: false, product: null })).label).toBe("No longer sold");
});
