import { createRouter } from "@tanstack/react-router";
import { counterRoutes } from "@/app/counter/routes";
import { NotFound } from "@/app/NotFound";
import { officeRoutes } from "@/app/office/routes";
import { PageError } from "@/app/PageError";
import { rootRoute } from "@/app/rootRoute";
import { shopRoutes } from "@/app/shop/routes";
import type { Permission } from "@/shared/permissions";

export const router = createRouter({
  routeTree: rootRoute.addChildren([shopRoutes, counterRoutes, officeRoutes]),
  context: { known: Promise.resolve() },
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFound,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** What the page's first question to the server needs. */
    permission?: Permission;
  }
}
