/** What the list of products shows, as it stands in the address bar. */
export interface ListSearch {
  search?: string;
  category_id?: number;
  min_price?: number;
  max_price?: number;
  in_stock?: true;
  on_sale?: true;
  featured?: true;
  sort_by?: "price" | "name" | "created_at" | "popular";
  sort_order?: "asc" | "desc";
}

/** The orders one can choose from. What an address leaves out is the first of them. */
export const ORDERS = [
  { name: "popular", label: "Popular", sort_by: "popular", sort_order: "desc" },
  { name: "newest", label: "Newest", sort_by: "created_at", sort_order: "desc" },
  { name: "price", label: "Price, low to high", sort_by: "price", sort_order: "asc" },
  { name: "price-desc", label: "Price, high to low", sort_by: "price", sort_order: "desc" },
  { name: "name", label: "Name", sort_by: "name", sort_order: "asc" },
] as const;

export type Order = (typeof ORDERS)[number];

const MOST = 9_999_999.99;

/** Take from an address what makes sense, and nothing else. */
export function listSearch(given: Record<string, unknown>): ListSearch {
  const text = typeof given.search === "string" || typeof given.search === "number" ? String(given.search) : "";
  const category = Number(given.category_id);
  return {
    ...(text.trim() ? { search: text.trim() } : {}),
    ...(Number.isInteger(category) && category > 0 ? { category_id: category } : {}),
    ...price("min_price", given.min_price),
    ...price("max_price", given.max_price),
    ...(given.in_stock ? { in_stock: true } : {}),
    ...(given.on_sale ? { on_sale: true } : {}),
    ...(given.featured ? { featured: true } : {}),
    ...sorting(given),
  };
}

/** The order of a list, the usual one if it names none. */
export function orderOf({ sort_by, sort_order }: ListSearch): Order {
  return (
    ORDERS.find((one) => one.sort_by === sort_by && (!sort_order || one.sort_order === sort_order)) ?? ORDERS[0]
  );
}

/** The same list in another order. */
export function ordered(search: ListSearch, name: string): ListSearch {
  const { sort_by: _by, sort_order: _order, ...rest } = search;
  return { ...rest, ...sorting(ORDERS.find((one) => one.name === name) ?? {}) };
}

/** What narrows a list, without its order. */
export function filtersOf({ sort_by: _by, sort_order: _order, ...filters }: ListSearch): ListSearch {
  return filters;
}

/** A list without some of its filters. */
export function without(search: ListSearch, ...names: (keyof ListSearch)[]): ListSearch {
  return Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name as keyof ListSearch)));
}

/** A price somebody typed; nothing where it is none. */
export function price(name: "min_price" | "max_price", typed: unknown): ListSearch {
  const text = String(typed ?? "").trim();
  const amount = Number(text);
  return text !== "" && amount >= 0 && amount <= MOST ? { [name]: Number(amount.toFixed(2)) } : {};
}

function sorting(given: Record<string, unknown>): ListSearch {
  const order = orderOf(given as ListSearch);
  return order === ORDERS[0] ? {} : { sort_by: order.sort_by, sort_order: order.sort_order };
}
