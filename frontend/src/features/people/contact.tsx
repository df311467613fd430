import type { AddressView, ProfileView, UserView } from "@/shared/api";
import type { Known } from "./Facts";

/** How somebody is reached. */
export function contact(user: UserView, profile: ProfileView | null): Known {
  const phone = profile?.phone;
  return {
    "E-mail": <a href={`mailto:${user.email}`}>{user.email}</a>,
    Phone: phone ? <a href={`tel:${phone.replaceAll(" ", "")}`}>{phone}</a> : null,
    "User name": user.username,
    Address: addressLine(profile?.address),
  };
}

function addressLine(address: AddressView | undefined): string {
  if (!address) return "";
  const { line1, line2, city, state, postal_code, country } = address;
  return [line1, line2, city, state, postal_code, country].filter(Boolean).join(", ");
}
