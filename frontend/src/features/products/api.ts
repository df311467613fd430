import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type ProductsPageData, productsFacets, productsOne, productsPage } from "@/shared/api";
import { categoriesQuery } from "@/shared/categories";
import { queries } from "@/shared/queries";
import { filtersOf, type ListSearch, orderOf } from "./search";

const PAGE = 24;
const ROW = 6;
const SUGGESTIONS = 6;

type Asked = NonNullable<ProductsPageData["query"]>;

/** The list as an address names it, page after page. */
export function listQuery(search: ListSearch) {
  const { sort_by, sort_order } = orderOf(search);
  return infiniteQueryOptions({
    queryKey: ["products", "list", search],
    queryFn: ({ pageParam, signal }) =>
      productsPage({
        query: { ...filtersOf(search), sort_by, sort_order, page: pageParam, per_page: PAGE },
        signal,
      }),
    initialPageParam: 1,
    getNextPageParam: (last) => (last.has_next ? last.current_page + 1 : undefined),
    placeholderData: keepPreviousData,
  });
}

/** What each further filter would leave of that list. */
export function facetsQuery(search: ListSearch) {
  const filters = filtersOf(search);
  return queryOptions({
    queryKey: ["products", "facets", filters],
    queryFn: ({ signal }) => productsFacets({ query: filters, signal }),
    placeholderData: keepPreviousData,
  });
}

/** The first few of a list. */
export function rowQuery(asked: Asked) {
  return queryOptions({
    queryKey: ["products", "row", asked],
    queryFn: ({ signal }) => productsPage({ query: { per_page: ROW, ...asked }, signal }),
    staleTime: 60_000,
  });
}

export function suggestionsQuery(text: string) {
  return queryOptions({
    queryKey: ["products", "suggestions", text],
    queryFn: ({ signal }) =>
      productsPage({ query: { search: text, sort_by: "popular", per_page: SUGGESTIONS }, signal }),
    enabled: text !== "",
    placeholderData: keepPreviousData,
  });
}

export function productQuery(id: number) {
  return queryOptions({
    queryKey: ["products", "one", id],
    queryFn: ({ signal }) => productsOne({ path: { product_id: id }, signal }),
  });
}

/** Others of the same category. One more than is shown: the product itself may be among them. */
export function alikeQuery(categoryId: number) {
  return rowQuery({ category_id: categoryId, sort_by: "popular", per_page: ROW + 1 });
}

/** The rows of the first page, and the list each of them is the beginning of. */
export const ROWS = [
  { title: "Popular", asked: { sort_by: "popular", in_stock: true }, search: { in_stock: true } },
  { title: "On sale", asked: { on_sale: true, sort_by: "discount" }, search: { on_sale: true } },
  { title: "New", asked: { sort_by: "created_at" }, search: { sort_by: "created_at", sort_order: "desc" } },
  { title: "Featured", asked: { featured: true, sort_by: "popular" }, search: { featured: true } },
] as const satisfies readonly { title: string; asked: Asked; search: ListSearch }[];

/** Ask for what a page shows while its code is still on the way. */
export function fetchHome(): void {
  void queries.prefetchQuery(facetsQuery({}));
  for (const row of ROWS) void queries.prefetchQuery(rowQuery(row.asked));
}

export function fetchList(search: ListSearch): void {
  void queries.prefetchInfiniteQuery(listQuery(search));
  void queries.prefetchQuery(facetsQuery(search));
}

export function fetchProduct(id: number): void {
  if (!Number.isInteger(id) || id < 1) return;
  void queries.prefetchQuery(productQuery(id));
  void queries.prefetchQuery(categoriesQuery);
}
