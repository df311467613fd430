import { queryOptions } from "@tanstack/react-query";
import { type UserRow, usersUser, usersUsers } from "@/shared/api";

/** One account with its profile and what is known of it. */
export function personQuery(id: number) {
  return queryOptions({
    queryKey: ["users", id],
    queryFn: () => usersUser({ path: { user_id: id } }),
  });
}

/** Whose name, e-mail address, user name or telephone number has `q` in it. */
export function peopleQuery(q: string) {
  return queryOptions({
    queryKey: ["users", "found", q],
    queryFn: () => usersUsers({ query: { ...(q ? { q } : {}), per_page: 8 } }),
  });
}

/** What people call somebody: their name, or the one they sign in with. */
export function nameOf(person: { user: Pick<UserRow, "username">; profile: { full_name: string } | null }): string {
  return person.profile?.full_name || person.user.username;
}
