import { expect, test } from "vitest";
import { numberOf, signed } from "./words";

test("a difference has its sign", () => {
  expect([12, -1300, 0].map(signed)).toEqual(["+12", "−1,300", "0"]);
});

test("what is no number goes to the server as it was typed", () => {
  expect([" 12 ", "+3", "-2", "−2", "1.5", "1e3", ""].map(numberOf)).toEqual([12, 3, -2, -2, "1.5", "1e3", ""]);
});
