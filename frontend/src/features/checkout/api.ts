import { type OrderView, ordersPlace, type PlaceOrder } from "@/shared/api";
import { refreshCart } from "@/shared/cart";
import { queries } from "@/shared/queries";

/** Order what is in the cart. The same `key` sent again is the same order. */
export async function place(order: PlaceOrder, key: string): Promise<OrderView> {
  const reply = await ordersPlace({ body: order, headers: { "Idempotency-Key": key } });
  await Promise.all([refreshCart(), queries.invalidateQueries({ queryKey: ["orders"] })]);
  return reply.order;
}
