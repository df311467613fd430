import { expect, test } from "vitest";
import { grouped, nextStep, type Shown, type Status, spoken } from "./lanes";

const order = (id: number, status: Status, more: Partial<Shown> = {}): Shown =>
  ({
    id,
    status,
    next_statuses: [],
    created_at: `2026-11-18T10:0${id}:00+00:00`,
    updated_at: `2026-11-18T11:0${id}:00+00:00`,
    ...more,
  }) as Shown;

test("every status has its lane", () => {
  const statuses: Status[] = [
    "pending",
    "confirmed",
    "processing",
    "shipped",
    "delivered",
    "cancelled",
    "refunded",
  ];
  const lanes = grouped(statuses.map((status, id) => order(id, status)));
  expect(lanes.new.map((one) => one.status)).toEqual(["pending"]);
  expect(lanes.preparing.map((one) => one.status)).toEqual(["confirmed", "processing"]);
  expect(lanes.ready.map((one) => one.status)).toEqual(["shipped"]);
  expect(lanes.done.map((one) => one.status)).toEqual(["refunded", "cancelled", "delivered"]);
});

test("who has waited longest comes first, and what was done last", () => {
  const lanes = grouped([order(3, "pending"), order(1, "pending"), order(2, "delivered"), order(4, "delivered")]);
  expect(lanes.new.map((one) => one.id)).toEqual([1, 3]);
  expect(lanes.done.map((one) => one.id)).toEqual([4, 2]);
});

test("the next step is the first forward one that the server allows", () => {
  expect(nextStep(order(1, "pending", { next_statuses: ["cancelled", "confirmed"] }))).toBe("confirmed");
  expect(nextStep(order(1, "shipped", { next_statuses: ["refunded"] }))).toBeNull();
});

test("a number is said by its last digits", () => {
  expect(spoken("ORD-100427")).toEqual({ start: "ORD-10", digits: "0427" });
});
