import { oneOf, text, type Words, whole } from "@/shared/address";
import type { Permission } from "@/shared/permissions";
import { ROLES, type Role } from "@/shared/wording";

/** Whom the table is looked at as, and what is to be explained; all of it in the address, to be shared. */
export interface Asked {
  role: Role | undefined;
  user: number | undefined;
  permission: Permission | undefined;
  order: number | undefined;
}

export function asked(words: Words): Asked {
  return {
    role: oneOf(words, "role", ROLES),
    user: whole(words, "user"),
    permission: text(words, "permission") as Permission | undefined,
    order: whole(words, "order"),
  };
}

/** Whether an explanation may be about one order; the server says so if it is not. */
export function isAboutOrders(permission: string | undefined): boolean {
  return permission?.startsWith("order:") ?? false;
}
