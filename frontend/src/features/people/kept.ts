import { useSession } from "@/shared/session";
import type { Account } from "./accounts";

/** Why an account cannot be closed to its person, where that is known before asking; the server has the last word. */
export function useWhyKept(account: Account): string | null {
  const me = useSession().me?.user.id;
  if (account.state === "deleted") return "This account was deleted. It can no longer be changed.";
  return account.id === me ? "This is your own account. Another admin can do it." : null;
}
