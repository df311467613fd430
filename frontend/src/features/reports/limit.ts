import { useReach, useWhoReaches } from "@/shared/permissions";
import { useSession } from "@/shared/session";
import { reach, sentence } from "@/shared/wording";

/** Why older days are locked, and who can see them: `Managers see 30 days. Ask an admin for older.` */
export function useLimit(): string {
  const role = useSession().me?.user.role ?? "";
  const mine = useReach("report:view") ?? "";
  const limited = mine !== "all";
  const who = useWhoReaches("report:view", limited);
  if (!limited) return "";
  const ask = who ? ` Ask ${/^[aeiou]/.test(who) ? "an" : "a"} ${who} for older.` : "";
  return `${sentence(role)}s see ${reach(mine)}.${ask}`;
}
