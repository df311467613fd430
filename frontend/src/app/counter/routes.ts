import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { rootRoute } from "@/app/rootRoute";
import { signedIn } from "@/app/signedIn";

const counter = createRoute({
  getParentRoute: () => rootRoute,
  path: "/counter",
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import("./CounterLayout"), "CounterLayout"),
});

const index = createRoute({
  getParentRoute: () => counter,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/counter/today", replace: true });
  },
});

const today = createRoute({
  getParentRoute: () => counter,
  path: "/today",
  staticData: { permission: "order:view-today" },
  // The order whose panel is open.
  validateSearch: (search: Record<string, unknown>): { order?: number } => {
    const order = Number(search.order);
    return Number.isInteger(order) && order > 0 ? { order } : {};
  },
  component: lazyRouteComponent(() => import("@/features/board/BoardPage"), "BoardPage"),
});

export const counterRoutes = counter.addChildren([index, today]);
