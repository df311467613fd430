import { expect, test } from "vitest";
import { money, plural } from "./money";

test("an amount has two decimals and its thousands apart", () => {
  expect(money(1284.5)).toBe("1,284.50");
});

test("one of a thing is not several", () => {
  expect([plural(1, "order"), plural(2, "order")]).toEqual(["1 order", "2 orders"]);
});
