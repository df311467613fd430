import { useQuery } from "@tanstack/react-query";
import { type ExplainExplainData, permissionsMatrix } from "@/shared/api";
import { useSession } from "@/shared/session";

/** A permission by the server's name for it. Which role holds it is the server's business. */
export type Permission = ExplainExplainData["query"]["permission"];

/** Whether the person who is signed in holds `permission`, as the server said. */
export function useCan(permission: Permission): boolean {
  return useReach(permission) !== null;
}

/** How far `permission` reaches for the person who is signed in: own, today, 30_days, all; null is a refusal. */
export function useReach(permission: Permission): string | null {
  return useSession().me?.permissions[permission] ?? null;
}

/** Every permission and how far each role reaches, as the API enforces it. */
export const matrixQuery = {
  queryKey: ["permissions"],
  queryFn: () => permissionsMatrix(),
  staleTime: 3_600_000,
};

/** The least trusted role whose `permission` has no limit: whom to ask for more. */
export function useWhoReaches(permission: Permission, asked = true): string | null {
  const { data } = useQuery({ ...matrixQuery, enabled: asked });
  const row = data?.permissions.find((one) => one.permission === permission);
  return row ? (Object.entries(row.roles).find(([, scope]) => scope === "all")?.[0] ?? null) : null;
}

/** The least trusted role that holds `permission`: whom to ask. */
export function useWhoCan(permission: Permission, asked = true): string | null {
  const { data } = useQuery({ ...matrixQuery, enabled: asked });
  const row = data?.permissions.find((one) => one.permission === permission);
  return row ? (Object.entries(row.roles).find(([, scope]) => scope !== null)?.[0] ?? null) : null;
}
