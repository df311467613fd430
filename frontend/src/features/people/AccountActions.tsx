import { useState } from "react";
import type { PersonView } from "@/shared/api";
import { Button } from "@/shared/ui/Button";
import { Locked } from "@/shared/ui/Locked";
import type { Role } from "@/shared/wording";
import type { Account } from "./accounts";
import { DeleteDialog } from "./DeleteDialog";
import { EmploymentDialog } from "./EmploymentDialog";
import { useWhyKept } from "./kept";
import { PasswordDialog } from "./PasswordDialog";
import css from "./People.module.css";
import { RoleSelect } from "./RoleSelect";
import { SignInDialog } from "./SignInDialog";
import { useBan } from "./useBan";

type Asking = "names" | "employment" | "password" | "delete";

interface Props {
  account: Account;
  known: PersonView;
  onRole: (role: Role) => void;
}

/** What an admin does with one account, on its own page. */
export function AccountActions({ account, known, onRole }: Props) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const rule = useBan();
  const kept = useWhyKept(account);
  const close = () => setAsking(null);
  const ban = account.state === "active" ? "Ban" : "Lift the ban";
  if (account.state === "deleted") return <p className="muted">{kept}</p>;
  return (
    <section className={css.section} aria-labelledby="account">
      <h2 id="account">Account</h2>
      <div className={css.chips}>
        <RoleSelect name={account.name} role={account.role} onChoose={onRole} />
        {kept ? (
          <Locked label={ban} reason={kept} size="small" />
        ) : (
          <Button size="small" onClick={() => void rule(account.state === "active" ? "ban" : "unban", [account])}>
            {ban}
          </Button>
        )}
        <Button size="small" onClick={() => setAsking("names")}>
          E-mail and user name…
        </Button>
        {account.role !== "customer" && (
          <Button size="small" onClick={() => setAsking("employment")}>
            Employment…
          </Button>
        )}
        <Button size="small" onClick={() => setAsking("password")}>
          Reset password…
        </Button>
        {kept ? (
          <Locked label="Delete…" reason={kept} size="small" variant="danger" />
        ) : (
          <Button size="small" variant="danger" onClick={() => setAsking("delete")}>
            Delete…
          </Button>
        )}
      </div>
      {asking === "names" && <SignInDialog account={account} username={known.user.username} onClose={close} />}
      {asking === "employment" && <EmploymentDialog account={account} profile={known.profile} onClose={close} />}
      {asking === "password" && <PasswordDialog account={account} onClose={close} />}
      {asking === "delete" && <DeleteDialog account={account} onClose={close} />}
    </section>
  );
}
