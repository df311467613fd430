import { createRootRouteWithContext, Outlet } from "@tanstack/react-router";
import { queries } from "@/shared/queries";
import { current } from "@/shared/session";
import { shopQuery } from "@/shared/shop";

interface Context {
  /** Settled when it is known who is signed in. */
  known: Promise<void>;
}

export const rootRoute = createRootRouteWithContext<Context>()({
  beforeLoad: async ({ context }) => {
    await context.known;
    const facts = queries.prefetchQuery(shopQuery);
    // Pages of one's own show moments, by the clock of the shop; a stranger's first page need not wait for it.
    if (current().me) await facts;
  },
  component: Outlet,
});
