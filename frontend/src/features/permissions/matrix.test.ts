import { expect, test } from "vitest";
import { cellSentence, cellWord, groups } from "./matrix";

const view = {
  permission: "order:view",
  roles: { customer: "own", cashier: "today", manager: "30_days", admin: "all" },
};
const refund = {
  permission: "order:refund",
  roles: { customer: null, cashier: null, manager: null, admin: "all" },
};

test("a cell says how far a permission reaches, where its reach differs at all", () => {
  expect(cellWord(view, "manager")).toBe("30 days");
  expect(cellWord(view, "admin")).toBe("all");
  expect(cellWord(refund, "admin")).toBe("yes");
  expect(cellWord(refund, "cashier")).toBe("no");
});

test("whoever does not see the table hears sentences", () => {
  expect(cellSentence(view, "manager")).toBe("Manager can see orders of the last 30 days");
  expect(cellSentence(refund, "cashier")).toBe("Cashier cannot refund orders");
});

test("a permission this client has no words for is still said", () => {
  const row = { permission: "till:open-drawer", roles: { cashier: "all" } };
  expect(cellSentence(row, "cashier")).toBe("Cashier can open drawer till");
  expect(groups([view, row, refund]).map((group) => group.rows.length)).toEqual([2, 1]);
});
