import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  type ChangeView,
  cartMerge,
  type EventView,
  type OrderItemView,
  type OrderView,
  ordersCancel,
  ordersPage,
  ordersShow,
  ordersTimeline,
} from "@/shared/api";
import { refreshCart } from "@/shared/cart";
import { queries } from "@/shared/queries";

const LIVE = 15_000;

/** An order with what has happened to it. */
export interface Followed {
  order: OrderView;
  events: EventView[];
}

/** One's own orders, the newest first. `email` narrows the list of somebody who reaches more than their own. */
export function ordersQuery(page: number, email?: string) {
  return queryOptions({
    queryKey: ["orders", "own", { page, email }],
    queryFn: () => ordersPage({ query: { page, ...(email ? { q: email } : {}) } }),
    placeholderData: keepPreviousData,
  });
}

/** One order and its timeline, asked for again and again while somebody looks at it. */
export function orderQuery(id: number) {
  return queryOptions({
    queryKey: ["orders", "own", id],
    queryFn: async (): Promise<Followed> => {
      const path = { order_id: id };
      const [order, { events }] = await Promise.all([ordersShow({ path }), ordersTimeline({ path })]);
      return { order, events };
    },
    refetchInterval: LIVE,
  });
}

export async function cancelOrder(id: number): Promise<void> {
  try {
    await ordersCancel({ path: { order_id: id }, keepalive: true });
  } finally {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ["orders"] }),
      queries.invalidateQueries({ queryKey: ["products"] }),
    ]);
  }
}

/** Put into the cart what an order had and what is still sold; what became of each. */
export async function buyAgain(items: readonly OrderItemView[]): Promise<ChangeView[]> {
  const wanted = items.map(({ product_id, quantity }) => ({ product_id, quantity }));
  const { changes } = await cartMerge({ body: { items: wanted } });
  await refreshCart();
  return changes;
}
