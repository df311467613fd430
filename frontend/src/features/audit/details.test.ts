import { expect, test } from "vitest";
import { changesOf, summary } from "./details";
import { objectWord } from "./search";

test("an entry says what was and what became, amounts as people read them", () => {
  const entry = { before: { price_cents: 1500, is_active: true }, after: { price_cents: 1200, is_active: false } };
  expect(changesOf(entry)).toEqual([
    { name: "price", before: "15.00", after: "12.00" },
    { name: "is active", before: "yes", after: "no" },
  ]);
  expect(summary(entry)).toBe("price 15.00 → 12.00, and 1 more");
});

test("what is nested is said too, and what was not there is left out", () => {
  expect(summary({ before: null, after: { items: [{ quantity: 1, refunded_cents: 250 }] } })).toBe(
    "items quantity 1, refunded 2.50",
  );
  expect(summary({ before: null, after: null })).toBe("");
});

test.each([
  ["order:12", "order:12"],
  ["Order 12", "order:12"],
  ["order #12", "order:12"],
  ["order", "order"],
  ["???", "???"],
])("%s is looked for as %s", (written, word) => {
  expect(objectWord(written)).toBe(word);
});
