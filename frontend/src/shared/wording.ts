import type { UserView } from "@/shared/api";
import type { Permission } from "@/shared/permissions";

export type Role = UserView["role"];

export const ROLES: readonly Role[] = ["customer", "cashier", "manager", "admin"];

/** What a permission lets somebody do. One that is not here yet is called by the server's name for it. */
const DEEDS: Partial<Record<Permission, string>> = {
  "product:view": "see products",
  "product:create": "create products",
  "product:update": "edit products",
  "product:delete": "delete products",
  "product:import": "import products",
  "product:export": "export products",
  "category:view": "see categories",
  "category:create-top": "create top categories",
  "category:create-sub": "create subcategories",
  "category:update": "edit categories",
  "category:reorder": "reorder categories",
  "category:delete": "delete categories",
  "price:change-many": "change many prices at once",
  "price:view-history": "see past prices",
  "stock:view": "see stock",
  "stock:change": "change stock",
  "review:write-own": "write reviews",
  "review:hide": "hide reviews",
  "cart:manage-own": "use a cart",
  "wishlist:manage-own": "keep a wishlist",
  "order:create": "place orders",
  "order:view": "see orders",
  "order:view-all": "list orders",
  "order:view-today": "see the board",
  "order:search": "search orders",
  "order:set-status": "change the status of orders",
  "order:set-payment": "change the payment status of orders",
  "order:cancel": "cancel orders",
  "order:cancel-own": "cancel an order they placed",
  "order:ship": "ship orders",
  "order:note": "write notes on orders",
  "order:print": "print receipts",
  "order:pack": "print packing slips",
  "order:refund": "refund orders",
  "order:delete": "delete orders",
  "report:view": "see reports",
  "profile:view-own": "see their own profile",
  "profile:update-own": "edit their own profile",
  "session:manage-own": "end their own sessions",
  "customer:view": "see customers",
  "employee:view": "see employees",
  "user:manage": "manage accounts",
  "user:set-role": "change roles",
  "audit:view": "read the audit trail",
  "permission:explain": "explain permissions",
};

const REACHES: Record<string, { short: string; long: string }> = {
  own: { short: "own", long: "of their own" },
  today: { short: "today", long: "of today" },
  "30_days": { short: "30 days", long: "of the last 30 days" },
  all: { short: "all", long: "" },
};

/** `refund orders` */
export function deed(permission: string): string {
  return DEEDS[permission as Permission] ?? permission.split(":").reverse().join(" ").replaceAll("-", " ");
}

/** `30 days` */
export function reach(scope: string): string {
  return REACHES[scope]?.short ?? scope;
}

/** `of the last 30 days`; nothing where there is no limit. */
export function within(scope: string): string {
  return REACHES[scope]?.long ?? scope;
}

/** `see orders of the last 30 days` */
export function deedWithin(permission: string, scope: string): string {
  return permission.endsWith("-own") ? deed(permission) : `${deed(permission)} ${within(scope)}`.trim();
}

/** `Refund orders` */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
