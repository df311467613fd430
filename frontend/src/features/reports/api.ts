import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { reportsLowStock, reportsSales, type SalesView } from "@/shared/api";
import type { SalesQuery } from "./ranges";

const A_MINUTE = 60_000;

export function salesQuery(query: SalesQuery, live = false) {
  return queryOptions({
    queryKey: ["reports", "sales", query],
    // With no format it is JSON; the types also know of the files.
    queryFn: async () => (await reportsSales({ query })) as SalesView,
    placeholderData: keepPreviousData,
    refetchInterval: live && A_MINUTE,
  });
}

export const lowStockQuery = queryOptions({
  queryKey: ["reports", "low-stock", { per_page: 5 }],
  queryFn: () => reportsLowStock({ query: { per_page: 5 } }),
});

/** Where the same figures are to be had as a file. */
export function filePath(query: SalesQuery, format: string): string {
  const words = Object.entries({ ...query, format }).map(([name, value]) => [name, String(value)]);
  return `/api/reports/sales?${new URLSearchParams(words)}`;
}
