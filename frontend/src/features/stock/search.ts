import { oneOf, text, type Words, whole } from "@/shared/address";
import type { ProductsPageData, ReportsLowStockData } from "@/shared/api";
import type { Sorting } from "@/shared/ui/DataTable";

export type Low = Required<Pick<NonNullable<ReportsLowStockData["query"]>, "days" | "page">>;
export type Found = Pick<NonNullable<ProductsPageData["query"]>, "search" | "sort_by" | "sort_order" | "page">;

/** The ways to look at the stock: what runs out, every product, and what all of it is worth. */
export const VIEWS = ["low", "all", "worth"] as const;
export type View = (typeof VIEWS)[number];

const DAYS = 14;

/** Whoever looks for something looks among all products. */
export function viewOf(words: Words): View {
  return text(words, "q") ? "all" : (oneOf(words, "view", VIEWS) ?? "low");
}

export function lowOf(words: Words): Low {
  return { days: whole(words, "days") ?? DAYS, page: whole(words, "page") ?? 1 };
}

export function foundOf(words: Words): Found {
  const search = text(words, "q");
  return {
    ...(search ? { search } : {}),
    sort_by: oneOf(words, "sort_by", ["name", "sku", "stock"]) ?? "stock",
    sort_order: oneOf(words, "sort_order", ["asc", "desc"]) ?? "asc",
    page: whole(words, "page") ?? 1,
  };
}

export function sortingOf({ sort_by = "stock", sort_order = "asc" }: Found): Sorting {
  return { by: sort_by, order: sort_order };
}
