import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  type MovedReply,
  productsOne,
  productsPage,
  reportsInventory,
  reportsLowStock,
  stockAdjust,
  stockLedger,
} from "@/shared/api";
import { newKey } from "@/shared/http";
import { queries } from "@/shared/queries";
import type { Found, Low } from "./search";

const A_PAGE = 25;

export function lowQuery(low: Low) {
  return queryOptions({
    queryKey: ["reports", "low-stock", low],
    queryFn: ({ signal }) => reportsLowStock({ query: { ...low, per_page: A_PAGE }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** Where the same page is to be had as a file. */
export function lowFile(low: Low): string {
  return `/api/reports/low-stock?${new URLSearchParams(words({ ...low, per_page: A_PAGE }))}`;
}

/** Any product, on sale or not. */
export function foundQuery(found: Found) {
  return queryOptions({
    queryKey: ["products", "stock", found],
    queryFn: ({ signal }) =>
      productsPage({ query: { ...found, include_inactive: true, per_page: A_PAGE }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** Where the same list, all pages of it, is to be had as a file. */
export function foundFile({ page: _, ...found }: Found): string {
  return `/api/products/export?${new URLSearchParams(words({ ...found, include_inactive: true }))}`;
}

export const worthQuery = queryOptions({
  queryKey: ["reports", "inventory"],
  queryFn: async ({ signal }) => await reportsInventory({ signal }),
});

export const WORTH_FILE = "/api/reports/inventory?";

export function productQuery(id: number) {
  return queryOptions({
    queryKey: ["products", "of-ledger", id],
    queryFn: ({ signal }) => productsOne({ path: { product_id: id }, signal }),
  });
}

export function ledgerQuery(id: number, page: number) {
  return queryOptions({
    queryKey: ["stock", id, page],
    queryFn: ({ signal }) => stockLedger({ path: { product_id: id }, query: { page, per_page: A_PAGE }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** Ask anew for what a movement touches. */
export function refresh(): Promise<unknown> {
  return Promise.all(
    ["stock", "products", "reports", "audit"].map((noun) => queries.invalidateQueries({ queryKey: [noun] })),
  );
}

/** The opposite movement: what happened stays in the ledger, and so does that it was taken back. */
export function takeBack(id: number, quantity: number, reason: string): Promise<MovedReply> {
  return stockAdjust({
    path: { product_id: id },
    body: { quantity: -quantity, reason },
    headers: { "Idempotency-Key": newKey() },
  });
}

function words(of: object): [string, string][] {
  return Object.entries(of).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
}
