import { queryOptions } from "@tanstack/react-query";
import {
  type AddAddress,
  addressesAdd,
  addressesAddresses,
  type OrderView,
  ordersPlace,
  type PlaceOrder,
} from "@/shared/api";
import { refreshCart } from "@/shared/cart";
import { queries } from "@/shared/queries";

const MOST_ADDRESSES = 100;

export const addressesQuery = queryOptions({
  queryKey: ["addresses", "choice"],
  queryFn: () => addressesAddresses({ query: { per_page: MOST_ADDRESSES } }),
});

/** Order what is in the cart. The same `key` sent again is the same order. */
export async function place(order: PlaceOrder, key: string): Promise<OrderView> {
  const reply = await ordersPlace({ body: order, headers: { "Idempotency-Key": key } });
  await Promise.all([refreshCart(), queries.invalidateQueries({ queryKey: ["orders"] })]);
  return reply.order;
}

/** Keep an address in the account. The same `key` sent again is the same address. */
export async function saveAddress(address: AddAddress, key: string): Promise<number> {
  const reply = await addressesAdd({ body: address, headers: { "Idempotency-Key": key } });
  await queries.invalidateQueries({ queryKey: ["addresses"] });
  return reply.address.id;
}
