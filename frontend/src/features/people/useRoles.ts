import { usersSetRole } from "@/shared/api";
import { count } from "@/shared/money";
import { current, loadMe } from "@/shared/session";
import { sayRefused, toast } from "@/shared/ui/toasts";
import type { Role } from "@/shared/wording";
import type { Account } from "./accounts";
import { useRefresh } from "./api";

export interface Refused {
  account: Account;
  error: unknown;
}

/** Give people another role, one request each; what was refused comes back. A message offers to undo the rest. */
export function useRoles() {
  const refresh = useRefresh();

  async function give(role: Role, accounts: readonly Account[]): Promise<Refused[]> {
    const refused: Refused[] = [];
    for (const account of accounts) {
      await usersSetRole({ path: { user_id: account.id }, body: { role } }).catch((error: unknown) => {
        refused.push({ account, error });
      });
    }
    const done = accounts.filter((account) => !refused.some((one) => one.account === account));
    if (done.some((account) => account.id === current().me?.user.id)) await loadMe().catch(() => undefined);
    else void refresh();
    const [first] = done;
    if (first) {
      toast({
        text: done.length === 1 ? `${first.name} is now ${role}.` : `${count(done.length)} people are now ${role}.`,
        tone: "ok",
        action: { label: "Undo", run: () => void giveBack(done) },
      });
    }
    return refused;
  }

  async function giveBack(accounts: readonly Account[]): Promise<void> {
    for (const { id, name, role } of accounts) {
      try {
        await usersSetRole({ path: { user_id: id }, body: { role } });
        toast({ text: `${name} is ${role} again.`, tone: "ok" });
      } catch (error) {
        sayRefused(error, name);
      }
    }
    await refresh();
  }

  return give;
}
