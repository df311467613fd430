import { expect, test } from "vitest";
import type { OrderView } from "@/shared/api";
import { placed } from "./api";

const order = (id: number, updated: string, status = "pending") =>
  ({ id, updated_at: updated, status }) as unknown as OrderView;
const board = { date: "2026-11-18", orders: [order(1, "2026-11-18T10:00:00+00:00")] };

test("an order takes the place of what was known of it", () => {
  const after = placed(board, 1, order(1, "2026-11-18T10:00:00.5+00:00", "confirmed"));
  expect(after.orders.map((one) => one.status)).toEqual(["confirmed"]);
});

test("older news does not undo newer", () => {
  expect(placed(board, 1, order(1, "2026-11-18T09:59:59+00:00", "confirmed")).orders[0]?.status).toBe("pending");
});

test("a new order is added, and one that is gone is taken away", () => {
  expect(placed(board, 2, order(2, "2026-11-18T10:01:00+00:00")).orders.map((one) => one.id)).toEqual([2, 1]);
  expect(placed(board, 1, null).orders).toEqual([]);
  expect(placed(board, 2, order(2, "2026-11-18T10:01:00+00:00"), false)).toBe(board);
});
