import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { sentenceOf } from "@/shared/errors";
import { plural } from "@/shared/money";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { ErrorNotice } from "@/shared/ui/ErrorNotice";
import { Locked } from "@/shared/ui/Locked";
import { Notice } from "@/shared/ui/Notice";
import { SelectField } from "@/shared/ui/SelectField";
import { Skeleton } from "@/shared/ui/Skeleton";
import { ROLES, type Role, sentence } from "@/shared/wording";
import type { Account } from "./accounts";
import { previewQuery } from "./api";
import { Difference } from "./Difference";
import css from "./People.module.css";
import { useFirst } from "./useFirst";
import { type Refused, useRoles } from "./useRoles";

interface Props {
  accounts: readonly Account[];
  role: Role;
  onClose: () => void;
}

const OPTIONS = ROLES.map((role) => ({ value: role, label: sentence(role) }));

/** Another role for somebody, or for several: what they gain, keep and lose, and when. */
export function RoleDialog({ accounts, role: first, onClose }: Props) {
  const [role, setRole] = useState(first);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const give = useRoles();
  const confirm = useFirst<HTMLButtonElement>();
  const asked = useQueries({ queries: accounts.map((account) => previewQuery(account.id, role)) });
  const failed = asked.find((one) => one.error && !one.data);
  const ready = asked.every((one) => one.data);
  const previews = asked.flatMap((one) => (one.data ? [one.data] : []));
  const locked = previews.filter((one) => one.refused);
  const moving = previews.filter((one) => !one.refused && one.current_role !== role);
  const going = accounts.filter((account) => moving.some((one) => one.user_id === account.id));
  const label = accounts.length === 1 ? "Change role" : `Change ${plural(going.length, "role")}`;
  const nameOf = (id: number) => accounts.find((account) => account.id === id)?.name ?? `Account ${id}`;

  async function change() {
    setBusy(true);
    const left = await give(role, going);
    setBusy(false);
    if (left.length === 0) onClose();
    else setRefused(left);
  }

  const reason =
    locked[0]?.refused ??
    (accounts.length === 1 ? "This is their role already." : "All of them have this role already.");
  return (
    <Dialog
      title={
        accounts.length === 1
          ? `Role of ${accounts[0]?.name}`
          : `Role of ${plural(accounts.length, "person", "people")}`
      }
      onClose={onClose}
      wide
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {ready && going.length === 0 ? (
            <Locked label={label} reason={reason} variant="primary" />
          ) : (
            <Button ref={confirm} variant="primary" busy={busy || !ready} onClick={() => void change()}>
              {label}
            </Button>
          )}
        </>
      }
    >
      <div className={css.stack}>
        {refused.map(({ account, error }) => (
          <ErrorNotice key={account.id} error={new Error(`${account.name}: ${sentenceOf(error)}`)} />
        ))}
        <SelectField
          label="New role"
          options={OPTIONS}
          value={role}
          onChange={(event) => setRole(event.target.value as Role)}
        />
        {failed && <ErrorNotice error={failed.error} retry={() => void failed.refetch()} />}
        {!ready && !failed && <Skeleton rows={3} />}
        {locked.map((one) => (
          <Notice key={one.user_id} tone="warn">
            {nameOf(one.user_id)} stays {one.current_role}. {one.refused}
          </Notice>
        ))}
        {ROLES.map((from) => {
          const same = moving.filter((one) => one.current_role === from);
          return (
            same[0] && <Difference key={from} preview={same[0]} names={same.map((one) => nameOf(one.user_id))} />
          );
        })}
        {going.length > 0 && (
          <p>Takes effect at once, with the next thing they do. Nothing known of them is lost.</p>
        )}
      </div>
    </Dialog>
  );
}
