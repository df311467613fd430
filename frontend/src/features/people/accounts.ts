import type { UserView } from "@/shared/api";
import type { Role } from "@/shared/wording";

/** As much of somebody as the actions on their account need. */
export interface Account {
  id: number;
  name: string;
  role: Role;
  email: string;
  state: UserView["state"];
}

export function accountOf(user: UserView, name = user.username): Account {
  return { id: user.id, name, role: user.role, email: user.email, state: user.state };
}
