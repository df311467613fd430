import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { AttentionView } from "@/shared/api";
import { renderAt } from "@/testing/render";
import { Groups } from "./Groups";

const NOTHING: AttentionView = {
  as_of: "2026-11-18T12:00:00+00:00",
  waiting_minutes: 30,
  waiting: { count: 0, orders: [] },
  payment_failed: { count: 0, orders: [] },
  unpaid: { count: 0, orders: [] },
  sold_out: { count: 0, products: [] },
  low_stock: { count: 0, products: [] },
  low_reviews: { count: 0, reviews: [] },
  banned: null,
};

test("nothing to look at is good news, and says what was looked at", async () => {
  renderAt(<Groups found={NOTHING} />);
  expect(await screen.findByRole("heading", { name: "All is well" })).toBeVisible();
  expect(screen.getByText(/orders waiting longer than 30 minutes/)).toBeVisible();
  expect(screen.queryByText(/banned/)).toBeNull();
});

test("what there is leads to all of it; what there is not is one line", async () => {
  const mug = { product_id: 14, name: "Enamel mug", sku: "MUG-014", stock_quantity: 0, low_stock_threshold: 5 };
  renderAt(<Groups found={{ ...NOTHING, sold_out: { count: 7, products: [mug] } }} />);
  expect(await screen.findByRole("heading", { name: "Sold out 7" })).toBeVisible();
  expect(screen.getByRole("link", { name: "Enamel mug" })).toHaveAttribute("href", "/office/stock/14");
  expect(screen.queryByRole("heading", { name: /Orders waiting/ })).toBeNull();
  expect(screen.getByText(/^No failed payments/)).toBeVisible();
});

test("what left the shop unpaid leads to exactly these orders", async () => {
  const order = {
    id: 7,
    order_number: "ORD-100007",
    status: "delivered",
    payment_status: "failed",
    total: 12.5,
    customer: "Noa Levi",
    created_at: "2026-11-18T11:00:00+00:00",
    since: null,
  } as const;
  renderAt(<Groups found={{ ...NOTHING, unpaid: { count: 9, orders: [order] } }} />);
  expect(await screen.findByRole("link", { name: "See all" })).toHaveAttribute(
    "href",
    "/office/orders?unpaid=true",
  );
});
