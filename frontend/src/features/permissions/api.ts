import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { explainExplain, ordersAllOrders, ordersShow, usersUsers } from "@/shared/api";
import type { Permission } from "@/shared/permissions";
import type { Role } from "@/shared/wording";

export function explanationQuery(user_id: number, permission: Permission, order_id: number | undefined) {
  return queryOptions({
    queryKey: ["permissions", "explained", user_id, permission, order_id],
    queryFn: () => explainExplain({ query: { user_id, permission, ...(order_id ? { order_id } : {}) } }),
    placeholderData: keepPreviousData,
  });
}

/** Who holds `role` and was here lately, the last one first. */
export function holdersQuery(role: Role) {
  return queryOptions({
    queryKey: ["users", "holding", role],
    queryFn: () =>
      usersUsers({ query: { role, is_active: true, sort_by: "last_seen", sort_order: "desc", per_page: 3 } }),
  });
}

export function ordersFoundQuery(q: string) {
  return queryOptions({
    queryKey: ["orders", "found", q],
    queryFn: () => ordersAllOrders({ query: { ...(q ? { q } : {}), per_page: 8 } }),
    placeholderData: keepPreviousData,
  });
}

export function orderQuery(id: number) {
  return queryOptions({ queryKey: ["orders", id], queryFn: () => ordersShow({ path: { order_id: id } }) });
}
