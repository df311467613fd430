import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import {
  ordersAllOrders,
  usersCustomers,
  usersEmployees,
  usersPreviewRole,
  usersStatistics,
  usersUsers,
} from "@/shared/api";
import type { Role } from "@/shared/wording";
import type { Kind } from "./kinds";
import type { Asked } from "./search";

export function customersQuery(query: Asked) {
  return queryOptions({
    queryKey: ["users", "customers", query],
    queryFn: () => usersCustomers({ query }),
    placeholderData: keepPreviousData,
  });
}

export function employeesQuery(query: Asked) {
  return queryOptions({
    queryKey: ["users", "employees", query],
    queryFn: () => usersEmployees({ query }),
    placeholderData: keepPreviousData,
  });
}

export function accountsQuery(query: Asked & Kind["filter"]) {
  return queryOptions({
    queryKey: ["users", "list", query],
    queryFn: () => usersUsers({ query }),
    placeholderData: keepPreviousData,
  });
}

export const headsQuery = queryOptions({
  queryKey: ["users", "statistics"],
  queryFn: () => usersStatistics(),
});

/** What another role would let somebody do, and what no longer. */
export function previewQuery(userId: number, role: Role) {
  return queryOptions({
    queryKey: ["users", userId, "role", role],
    queryFn: () => usersPreviewRole({ path: { user_id: userId }, query: { role } }),
  });
}

export function ordersOfQuery(customerId: number, page: number) {
  return queryOptions({
    queryKey: ["orders", "of", customerId, page],
    queryFn: () => ordersAllOrders({ query: { customer_id: customerId, page, per_page: 10 } }),
    placeholderData: keepPreviousData,
  });
}

/** Ask anew for what a change of somebody's account touches. */
export function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ["users", "audit", "permissions", "reports"].map((noun) => queries.invalidateQueries({ queryKey: [noun] })),
    );
}
