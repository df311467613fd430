import { expect, test } from "vitest";
import type { OrderView, RefundPreview } from "@/shared/api";
import { bodyOf, everything, linesLeft, sentenceFor, startingWith } from "./refund";

const item = (id: number, quantity: number, refunded_quantity = 0) => ({ id, quantity, refunded_quantity });
const order = { items: [item(7, 2), item(8, 3, 1), item(9, 1, 1)] } as OrderView;

test("a refund begins with one unit of the line it was asked for at", () => {
  expect(startingWith(order, "8").lines).toEqual({ 8: { quantity: 1 } });
  expect(startingWith(order, "9").lines).toEqual({});
  expect(startingWith(order, "open").lines).toEqual({});
});

test("only what is left can be chosen", () => {
  expect(linesLeft(order).map(({ id }) => id)).toEqual([7, 8]);
  expect(everything(order)).toEqual({ 7: { quantity: 2 }, 8: { quantity: 2 } });
});

test("nothing chosen is nothing sent, because the shop would take it for everything", () => {
  expect(bodyOf({ lines: {}, amount: " ", reason: "Broken" }, order)).toBeNull();
  expect(bodyOf({ lines: { 7: { quantity: 0 } }, amount: "", reason: "" }, order)).toBeNull();
  expect(bodyOf({ lines: { 9: { quantity: 1 } }, amount: "", reason: "" }, order)).toBeNull();
});

test("what is chosen is sent, and what is no amount is left to the shop to refuse", () => {
  const lines = { 7: { quantity: 1, restock: false }, 8: { quantity: 2 } };
  expect(bodyOf({ lines, amount: "", reason: " Broken " }, order)).toEqual({
    items: [
      { order_item_id: 7, quantity: 1, restock: false },
      { order_item_id: 8, quantity: 2 },
    ],
    reason: "Broken",
  });
  expect(bodyOf({ lines: {}, amount: "4,50", reason: "" }, order)).toEqual({ amount: 4.5 });
  expect(bodyOf({ lines: {}, amount: "a lot", reason: "" }, order)).toEqual({ amount: "a lot" });
});

test("the sentence names goods, money and where it goes", () => {
  const preview = { items: [{ quantity: 1, product_name: "Mug" }], amount: 12, payment_method: "credit_card" };
  expect(sentenceFor(preview as RefundPreview)).toBe("Refund 1 × Mug — 12.00 to the credit card");
  expect(sentenceFor({ ...preview, items: [], payment_method: null } as unknown as RefundPreview)).toBe(
    "Refund 12.00 to the customer",
  );
});
