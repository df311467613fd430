import type { ProfileView, SavedAddressView } from "@/shared/api";

/** A profile as its form holds it: texts, and none is the empty one. */
export function profileValues(profile: ProfileView | null) {
  const address = profile?.address;
  return {
    first_name: profile?.first_name ?? "",
    last_name: profile?.last_name ?? "",
    phone: profile?.phone ?? "",
    address_line1: address?.line1 ?? "",
    address_line2: address?.line2 ?? "",
    city: address?.city ?? "",
    state: address?.state ?? "",
    postal_code: address?.postal_code ?? "",
    country: address?.country ?? "",
  };
}

/** A saved address as its form holds it. */
export function addressValues(address: SavedAddressView | null) {
  return {
    line1: address?.line1 ?? "",
    line2: address?.line2 ?? "",
    city: address?.city ?? "",
    state: address?.state ?? "",
    postal_code: address?.postal_code ?? "",
    country: address?.country ?? "",
  };
}
