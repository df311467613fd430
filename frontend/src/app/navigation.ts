import type { MeView } from "@/shared/api";
import type { Permission } from "@/shared/permissions";

export interface Place {
  to: string;
  label: string;
  /** What its page asks of the server first. Who does not hold it is not led there. */
  permission: Permission;
}

export const COUNTER: readonly Place[] = [{ to: "/counter/today", label: "Today", permission: "order:view-today" }];

export const OFFICE: readonly Place[] = [
  { to: "/office", label: "Attention", permission: "report:view" },
  { to: "/office/report", label: "Report", permission: "report:view" },
  { to: "/office/orders", label: "Orders", permission: "order:view-all" },
  { to: "/office/products", label: "Products", permission: "product:update" },
  { to: "/office/stock", label: "Stock", permission: "stock:view" },
  { to: "/office/categories", label: "Categories", permission: "category:update" },
  { to: "/office/customers", label: "Customers", permission: "customer:view" },
  { to: "/office/employees", label: "Employees", permission: "employee:view" },
  { to: "/office/users", label: "Users", permission: "user:manage" },
  { to: "/office/permissions", label: "Permissions", permission: "permission:explain" },
  { to: "/office/audit", label: "Audit", permission: "audit:view" },
];

/** Where people start: the first of these whose permission they hold. */
const LANDINGS: readonly Place[] = [
  { to: "/office", label: "Office", permission: "user:manage" },
  { to: "/office/report", label: "Office", permission: "report:view" },
  { to: "/counter/today", label: "Counter", permission: "order:view-today" },
];

export function landing(me: MeView): string {
  return LANDINGS.find((place) => place.permission in me.permissions)?.to ?? "/";
}

/** The doors to the other workspaces that this person can go through. */
export function workspaces(me: MeView | null): Place[] {
  if (!me) return [];
  const office = OFFICE.filter((place) => place.permission in me.permissions);
  const counter = COUNTER.filter((place) => place.permission in me.permissions);
  return [
    ...counter.slice(0, 1).map((place) => ({ ...place, label: "Counter" })),
    ...(office.length > 0 ? [{ ...(office[0] as Place), label: "Office", to: landing(me) }] : []),
  ];
}
