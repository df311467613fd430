import { expect, test } from "vitest";
import type { FiguresView } from "@/shared/api";
import { type Held, sentence, told } from "./standing";

const figures = (net: number, orders = 2, refunds = 0, refund_count = 0): FiguresView => ({
  net,
  orders,
  refunds,
  refund_count,
  units: 0,
  gross: 0,
  discounts: 0,
  tax: 0,
  shipping: 0,
  average_order: 0,
});
const held = (net: number, difference: number, percent: number | null): Held => ({
  name: "last Tuesday",
  when: "Tue 10 Nov",
  before: figures(net),
  difference: figures(difference),
  percent: { ...figures(0), net: percent },
});

test("a sentence has only figures that the server gave", () => {
  const name = "Yesterday";
  expect(sentence({ name, now: figures(4318.2), held: held(3857.1, 461.1, 12) })).toBe(
    "Yesterday took 4,318.20 on 2 orders — 12\u00a0% above last Tuesday.",
  );
  expect(sentence({ name, now: figures(4318.2, 1, 62, 2), held: held(5000, -681.8, -13.6) })).toBe(
    "Yesterday took 4,318.20 on 1 order — 13.6\u00a0% below last Tuesday. Refunds were 62.00 (2).",
  );
  expect(sentence({ name, now: figures(0, 0), held: held(0, 0, null) })).toBe(
    "Yesterday took 0.00 on 0 orders, the same as last Tuesday.",
  );
  expect(sentence({ name, now: figures(12.5), held: null })).toBe("Yesterday took 12.50 on 2 orders.");
});

test("where a percentage says nothing, the amounts do", () => {
  const name = "Yesterday";
  expect(sentence({ name, now: figures(80), held: held(0, 80, null) })).toBe(
    "Yesterday took 80.00 on 2 orders — 80.00 more than last Tuesday (0.00).",
  );
  expect(sentence({ name, now: figures(4318.2), held: held(4318.4, -0.2, 0) })).toBe(
    "Yesterday took 4,318.20 on 2 orders — 0.20 less than last Tuesday (4,318.40).",
  );
});

test("what was paid back says how often", () => {
  const refunds = { key: "refunds", say: (amount: number) => amount.toFixed(2), counted: "refund_count" } as const;
  expect(told(figures(0, 0, 62, 2), refunds)).toBe("62.00 (2)");
  expect(told(figures(0), refunds)).toBe("0.00");
});
