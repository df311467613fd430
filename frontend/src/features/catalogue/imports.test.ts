import { expect, test } from "vitest";
import type { ImportRowView } from "@/shared/api";
import { ApiError } from "@/shared/errors";
import { changesOf, columnsOf, linesOf, worded } from "./imports";

test("changes are told in one order, unknown fields last", () => {
  const changes = { stock_quantity: [1, 2], shade: ["a", "b"], name: ["Mug", "Cup"], price: [1, 1.5] };
  const row = { changes } as unknown as ImportRowView;
  expect(changesOf(row).map((one) => one.field)).toEqual(["name", "price", "stock_quantity", "shade"]);
  expect(changesOf(row)[1]).toEqual({ field: "price", before: 1, after: 1.5 });
});

test("values are told as people read them", () => {
  expect([worded("price", 1234.5), worded("stock_quantity", 1234), worded("is_active", false)]).toEqual([
    "1,234.50",
    "1,234",
    "no",
  ]);
  expect([worded("barcode", null), worded("name", "Mug")]).toEqual(["none", "Mug"]);
});

test("a refusal names its lines, and says how many it does not name", () => {
  const touched = (lines: number[], count: number) => new ApiError(409, "import_touched", "No.", { lines, count });
  expect(linesOf(touched([2, 7], 2))).toBe("Lines 2, 7.");
  expect(linesOf(touched([2, 7], 1002))).toBe("Lines 2, 7 and 1,000 more.");
  expect(linesOf(new ApiError(500, "internal_error", "No."))).toBeNull();
});

test("a column that is not known is named with what is", () => {
  const refused = new ApiError(400, "unknown_columns", "Check the columns: colour.", {
    colour: ["Known are: sku."],
  });
  expect(columnsOf(refused)).toEqual(["colour: Known are: sku."]);
});
