import type { Who } from "./caller";
import type { Shop } from "./harness";

/** Every page: its route, who needs it, and an address of it in a given shop. A test holds this list to the router. */
export interface PageOf {
  route: string;
  who: Who | null;
  at?: (shop: Shop) => Promise<string>;
}

const firstOrder = async (shop: Shop, who: Who, prefix: string) => {
  const caller = await shop.as(who);
  const { orders } = await caller.get("/api/orders?per_page=1");
  return `${prefix}/${orders[0].id}`;
};

export const SHOP: readonly PageOf[] = [
  { route: "/", who: null },
  { route: "/products", who: null },
  { route: "/products/$productId", who: null, at: async () => "/products/1" },
  { route: "/cart", who: "customer2" },
  {
    route: "/checkout",
    who: "customer2",
    at: async (shop) => {
      await (await shop.as("customer2")).post("/api/cart/items", { product_id: 1 });
      return "/checkout";
    },
  },
  { route: "/orders", who: "customer1" },
  { route: "/orders/$orderId", who: "customer1", at: (shop) => firstOrder(shop, "customer1", "/orders") },
  { route: "/wishlist", who: "customer1" },
  { route: "/account", who: "customer1" },
  { route: "/account/addresses", who: "customer1" },
  { route: "/account/password", who: "customer1" },
  { route: "/account/sessions", who: "customer1" },
  { route: "/sign-in", who: null },
  { route: "/register", who: null },
];

export const COUNTER: readonly PageOf[] = [{ route: "/counter/today", who: "cashier" }];

export const OFFICE: readonly PageOf[] = [
  { route: "/office", who: "admin" },
  { route: "/office/report", who: "manager" },
  { route: "/office/orders", who: "admin" },
  { route: "/office/orders/$orderId", who: "admin", at: (shop) => firstOrder(shop, "admin", "/office/orders") },
  { route: "/office/products", who: "admin" },
  { route: "/office/products/new", who: "manager" },
  { route: "/office/products/import", who: "manager" },
  { route: "/office/products/$productId", who: "admin", at: async () => "/office/products/1" },
  { route: "/office/stock", who: "manager" },
  { route: "/office/stock/$productId", who: "manager", at: async () => "/office/stock/1" },
  { route: "/office/categories", who: "admin" },
  { route: "/office/customers", who: "manager" },
  { route: "/office/customers/$userId", who: "manager", at: async () => "/office/customers/4" },
  { route: "/office/employees", who: "manager" },
  { route: "/office/users", who: "admin" },
  { route: "/office/users/$userId", who: "admin", at: async () => "/office/users/4" },
  { route: "/office/permissions", who: "admin" },
  { route: "/office/audit", who: "admin" },
];

export const PAGES = [...SHOP, ...COUNTER, ...OFFICE];

export async function addressOf(page: PageOf, shop: Shop): Promise<string> {
  return page.at ? page.at(shop) : page.route;
}
