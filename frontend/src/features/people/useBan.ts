import { usersBan, usersUnban } from "@/shared/api";
import { count } from "@/shared/money";
import { sayRefused, toast } from "@/shared/ui/toasts";
import type { Account } from "./accounts";
import { useRefresh } from "./api";

type Deed = "ban" | "unban";

const CALLS = { ban: usersBan, unban: usersUnban };
const ONE = { ban: "is banned and signed out everywhere", unban: "may sign in again" };
const MANY = { ban: "people are banned and signed out everywhere", unban: "people may sign in again" };

/** Ban people, or take that back: at once, with Undo. What the server refuses is said person by person. */
export function useBan() {
  const refresh = useRefresh();

  async function rule(deed: Deed, accounts: readonly Account[]): Promise<void> {
    const done = await each(deed, accounts);
    await refresh();
    const [first] = done;
    if (!first) return;
    const back = deed === "ban" ? "unban" : "ban";
    toast({
      text: done.length === 1 ? `${first.name} ${ONE[deed]}.` : `${count(done.length)} ${MANY[deed]}.`,
      tone: "ok",
      action: { label: "Undo", run: () => void each(back, done).then(refresh) },
    });
  }

  return rule;
}

async function each(deed: Deed, accounts: readonly Account[]): Promise<Account[]> {
  const done: Account[] = [];
  for (const account of accounts) {
    await CALLS[deed]({ path: { user_id: account.id } }).then(
      () => done.push(account),
      (error: unknown) => sayRefused(error, accounts.length > 1 ? account.name : ""),
    );
  }
  return done;
}
