import { oneOf, text, type Words, whole } from "@/shared/address";
import type { Sorting } from "@/shared/ui/DataTable";

const SORTS = ["created_at", "popular", "name", "sku", "price", "stock"] as const;

/** Which products the table shows, as the address says it and as the API wants it. */
export interface Asked {
  search?: string;
  category_id?: number;
  in_stock?: boolean;
  on_sale?: true;
  include_inactive?: true;
  sort_by?: (typeof SORTS)[number];
  sort_order?: "asc" | "desc";
}

export function asked(words: Words): Asked {
  const search = text(words, "search");
  const category = whole(words, "category_id");
  const by = oneOf(words, "sort_by", SORTS);
  return {
    ...(search ? { search } : {}),
    ...(category ? { category_id: category } : {}),
    ...(typeof words.in_stock === "boolean" ? { in_stock: words.in_stock } : {}),
    ...(words.on_sale === true ? { on_sale: true } : {}),
    ...(words.include_inactive === true ? { include_inactive: true } : {}),
    ...(by ? { sort_by: by, sort_order: oneOf(words, "sort_order", ["asc", "desc"]) ?? "asc" } : {}),
  };
}

/** What takes every filter out of the address. */
export const UNFILTERED = {
  search: undefined,
  category_id: undefined,
  in_stock: undefined,
  on_sale: undefined,
  include_inactive: undefined,
  page: undefined,
} as const;

export function isFiltered({ sort_by: _by, sort_order: _order, include_inactive: _all, ...rest }: Asked): boolean {
  return Object.keys(rest).length > 0;
}

export function sortingOf({ sort_by, sort_order }: Asked): Sorting | undefined {
  return sort_by && { by: sort_by, order: sort_order ?? "asc" };
}

/** Where the file with exactly these products is. */
export function exportPath(query: Asked): string {
  const words = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return `/api/products/export?${words}`;
}
