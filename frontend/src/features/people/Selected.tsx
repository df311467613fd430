import { plural } from "@/shared/money";
import { useSession } from "@/shared/session";
import { Button } from "@/shared/ui/Button";
import { ROLES, type Role, sentence } from "@/shared/wording";
import type { Account } from "./accounts";
import css from "./People.module.css";
import { useBan } from "./useBan";

interface Props {
  accounts: readonly Account[];
  onRole: (role: Role) => void;
  onClear: () => void;
}

/** What can be done with several accounts at once. */
export function Selected({ accounts, onRole, onClear }: Props) {
  const rule = useBan();
  const me = useSession().me?.user.id;
  const others = accounts.filter((account) => account.state === "active" && account.id !== me);
  return (
    <section className={css.picked} aria-label="With the selected">
      <strong role="status">{plural(accounts.length, "account")} selected</strong>
      <select
        className={css.role}
        aria-label="Another role for the selected; it is shown before it is given"
        value=""
        onChange={(event) => onRole(event.target.value as Role)}
      >
        <option value="" disabled>
          Change role…
        </option>
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {sentence(role)}
          </option>
        ))}
      </select>
      {others.length > 0 && (
        <Button size="small" onClick={() => void rule("ban", others)}>
          Ban {others.length === accounts.length ? "" : others.length}
        </Button>
      )}
      <span className={css.spacer} />
      <Button size="small" variant="quiet" onClick={onClear}>
        Clear the selection
      </Button>
    </section>
  );
}
