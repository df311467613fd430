import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { type OrderView, usersEmployees } from "@/shared/api";
import { nameOf, personQuery } from "@/shared/people";
import { useCan } from "@/shared/permissions";
import { useSession } from "@/shared/session";

const LONG = 300_000;

const employeesQuery = {
  queryKey: ["users", "employees", "names"],
  queryFn: () => usersEmployees({ query: { per_page: 100 } }),
  staleTime: LONG,
  placeholderData: keepPreviousData,
};

/** What the people are called who did something with an order, as far as the viewer may know them. */
export function useNames(order: OrderView, ids: readonly number[]): (id: number) => string {
  const me = useSession().me?.user.id;
  const knowsAll = useCan("user:manage");
  const knowsEmployees = useCan("employee:view");
  const others = ids.filter((id) => id !== me && id !== order.customer?.user_id);
  const employees = useQuery({ ...employeesQuery, enabled: knowsEmployees && !knowsAll && others.length > 0 });
  const people = useQueries({
    queries: (knowsAll ? others : []).map((id) => ({ ...personQuery(id), staleTime: LONG })),
  });
  const names = new Map<number, string>([
    ...people.flatMap(({ data }) => (data ? [[data.user.id, nameOf(data)] as const] : [])),
    ...(employees.data?.employees ?? []).map((one) => [one.id, one.profile?.full_name || one.username] as const),
    ...(order.customer ? [[order.customer.user_id, order.customer.full_name] as const] : []),
    ...(me ? [[me, "you"] as const] : []),
  ]);
  return (id) => names.get(id) ?? `account ${id}`;
}
