import { redirect } from "@tanstack/react-router";
import { current } from "@/shared/session";

/** For pages that are somebody's: strangers sign in first and come back. */
export function signedIn({ location }: { location: { href: string } }): void {
  if (!current().me) throw redirect({ to: "/sign-in", search: { next: location.href } });
}
