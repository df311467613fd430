import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { rootRoute } from "@/app/rootRoute";
import { signedIn } from "@/app/signedIn";
import { fetchHome, fetchList, fetchProduct } from "@/features/products/api";
import { listSearch } from "@/features/products/search";
import { current } from "@/shared/session";

const shop = createRoute({
  getParentRoute: () => rootRoute,
  id: "shop",
  component: lazyRouteComponent(() => import("./ShopLayout"), "ShopLayout"),
});

const home = createRoute({
  getParentRoute: () => shop,
  path: "/",
  loader: fetchHome,
  component: lazyRouteComponent(() => import("./catalogue"), "Home"),
});

const products = createRoute({
  getParentRoute: () => shop,
  path: "/products",
  validateSearch: listSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => fetchList(deps),
  component: lazyRouteComponent(() => import("./catalogue"), "Products"),
});

const product = createRoute({
  getParentRoute: () => shop,
  path: "/products/$productId",
  loader: ({ params }) => fetchProduct(Number(params.productId)),
  component: lazyRouteComponent(() => import("./ProductRoute"), "ProductRoute"),
});

const cart = createRoute({
  getParentRoute: () => shop,
  path: "/cart",
  component: lazyRouteComponent(() => import("@/features/cart/CartPage"), "CartPage"),
});

const checkout = createRoute({
  getParentRoute: () => shop,
  path: "/checkout",
  component: lazyRouteComponent(() => import("./CheckoutRoute"), "CheckoutRoute"),
});

const orders = createRoute({
  getParentRoute: () => shop,
  path: "/orders",
  validateSearch: (search: Record<string, unknown>): { page?: number } =>
    Number(search.page) > 1 ? { page: Number(search.page) } : {},
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import("@/features/orders/OrdersPage"), "OrdersPage"),
});

const order = createRoute({
  getParentRoute: () => shop,
  path: "/orders/$orderId",
  // `placed` makes the order's own page its confirmation.
  validateSearch: (search: Record<string, unknown>): { placed?: true } => (search.placed ? { placed: true } : {}),
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import("./OrderRoute"), "OrderRoute"),
});

const wishlist = createRoute({
  getParentRoute: () => shop,
  path: "/wishlist",
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import("@/features/wishes/WishlistPage"), "WishlistPage"),
});

const account = createRoute({
  getParentRoute: () => shop,
  path: "/account",
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import("@/features/account/AccountLayout"), "AccountLayout"),
});

const profile = createRoute({
  getParentRoute: () => account,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/account/ProfilePage"), "ProfilePage"),
});

const addresses = createRoute({
  getParentRoute: () => account,
  path: "/addresses",
  component: lazyRouteComponent(() => import("@/features/account/AddressesPage"), "AddressesPage"),
});

const password = createRoute({
  getParentRoute: () => account,
  path: "/password",
  component: lazyRouteComponent(() => import("@/features/account/PasswordPage"), "PasswordPage"),
});

const sessions = createRoute({
  getParentRoute: () => account,
  path: "/sessions",
  component: lazyRouteComponent(() => import("@/features/account/SessionsPage"), "SessionsPage"),
});

const next = (search: Record<string, unknown>): { next?: string } =>
  // Only a path of this client: an address of elsewhere would lead people out of the shop.
  typeof search.next === "string" && /^\/(?![/\\])/.test(search.next) ? { next: search.next } : {};

const stranger = () => {
  if (current().me) throw redirect({ to: "/" });
};

const signIn = createRoute({
  getParentRoute: () => shop,
  path: "/sign-in",
  validateSearch: next,
  beforeLoad: stranger,
  component: lazyRouteComponent(() => import("./doors"), "SignIn"),
});

const register = createRoute({
  getParentRoute: () => shop,
  path: "/register",
  validateSearch: next,
  beforeLoad: stranger,
  component: lazyRouteComponent(() => import("./doors"), "Register"),
});

export const shopRoutes = shop.addChildren([
  home,
  products,
  product,
  cart,
  checkout,
  orders,
  order,
  wishlist,
  account.addChildren([profile, addresses, password, sessions]),
  signIn,
  register,
]);
