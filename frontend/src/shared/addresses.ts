import { queryOptions } from "@tanstack/react-query";
import { type AddAddress, addressesAdd, addressesAddresses, type SavedAddressView } from "@/shared/api";
import { queries } from "@/shared/queries";

const MOST = 100;

/** One's own saved addresses, the default first. */
export const addressesQuery = queryOptions({
  queryKey: ["addresses"],
  queryFn: async (): Promise<SavedAddressView[]> =>
    (await addressesAddresses({ query: { per_page: MOST } })).addresses,
});

export function refreshAddresses(): Promise<void> {
  return queries.invalidateQueries({ queryKey: addressesQuery.queryKey });
}

/** Keep an address in the account; its number. The same `key` sent again is the same address. */
export async function addAddress(address: AddAddress, key: string): Promise<number> {
  const reply = await addressesAdd({ body: address, headers: { "Idempotency-Key": key } });
  await refreshAddresses();
  return reply.address.id;
}
