import { expect, test } from "vitest";
import type { EventView, OrderView } from "@/shared/api";
import { course, told } from "./course";

let hour = 8;
function event(kind: string, from: string | null, to: string, more: Partial<EventView> = {}): EventView {
  hour += 1;
  return { id: hour, kind, from, to, note: null, actor_id: 1, created_at: `2026-11-18T${hour}:00:00Z`, ...more };
}
const order = (status: OrderView["status"]) => ({ status }) as OrderView;
const states = (steps: ReturnType<typeof course>) => steps.map((one) => `${one.label} ${one.state}`);

const PLACED = event("status", null, "pending");
const CONFIRMED = event("status", "pending", "confirmed");
const PREPARING = event("status", "confirmed", "processing");

test("an order on its way knows what is behind it and what is to come", () => {
  const steps = course(order("processing"), [PLACED, CONFIRMED, PREPARING]);
  expect(states(steps)).toEqual([
    "Placed done",
    "Confirmed done",
    "Preparing now",
    "Shipped coming",
    "Delivered coming",
  ]);
  expect(steps[2]?.at).toBe(PREPARING.created_at);
  expect(steps[3]?.at).toBeNull();
});

test("a delivered order has everything behind it", () => {
  expect(states(course(order("delivered"), [])).at(-1)).toBe("Delivered done");
});

test("a cancelled order keeps the steps it took and ends there", () => {
  const undone = event("undone", "processing", "confirmed");
  const cancelled = event("status", "confirmed", "cancelled");
  expect(states(course(order("cancelled"), [PLACED, CONFIRMED, PREPARING, undone, cancelled]))).toEqual([
    "Placed done",
    "Confirmed done",
    "Cancelled ended",
  ]);
});

test("the history is in words, and says what oneself did", () => {
  expect(told(PLACED, 1)).toBe("Placed by you");
  expect(told(CONFIRMED, 2)).toBe("Confirmed");
  expect(told(event("payment", "paid", "partially_refunded", { note: "Arrived broken" }), 1)).toBe(
    "Part of the money was paid back: Arrived broken",
  );
  expect(told(event("undone", "shipped", "processing"), 9)).toBe(
    "Back to preparing; “Shipped” was entered by mistake",
  );
});
