import { expect, test } from "vitest";
import { categoryOptions } from "./categories";
import { asked, exportPath, isFiltered } from "./search";

test("an address says which products are shown; what makes no sense is left out", () => {
  const words = { search: 4006381, category_id: "3", in_stock: false, on_sale: "yes", sort_by: "price", page: 2 };
  expect(asked(words)).toEqual({
    search: "4006381",
    category_id: 3,
    in_stock: false,
    sort_by: "price",
    sort_order: "asc",
  });
  expect(asked({ sort_by: "weight", in_stock: "", include_inactive: true })).toEqual({ include_inactive: true });
});

test("the file is asked for with exactly the filters and the order of the table", () => {
  expect(exportPath(asked({ search: "a & b", in_stock: true, sort_by: "sku", sort_order: "desc" }))).toBe(
    "/api/products/export?search=a+%26+b&in_stock=true&sort_by=sku&sort_order=desc",
  );
});

test("an order is no filter", () => {
  expect([isFiltered(asked({ sort_by: "name" })), isFiltered(asked({ on_sale: true }))]).toEqual([false, true]);
});

test("categories stand below the one they belong to", () => {
  const category = (id: number, name: string, parent_id: number | null, is_active = true) => ({
    id,
    name,
    parent_id,
    is_active,
  });
  const options = categoryOptions([
    category(3, "Audio", 1),
    category(1, "Electronics", null),
    category(4, "Vinyl", 3),
    category(2, "Garden", null, false),
    category(5, "Lost", 99),
  ]);
  expect(options.map(({ label }) => label)).toEqual([
    "Electronics",
    "\u2003Audio",
    "\u2003\u2003Vinyl",
    "Garden (not shown)",
    "Lost",
  ]);
});
