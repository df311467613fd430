import { useState } from "react";
import { type ProfileView, usersSetRole } from "@/shared/api";
import { useDraft } from "@/shared/drafts";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { Form } from "@/shared/ui/Form";
import { fieldsOf } from "@/shared/ui/fields";
import { toast } from "@/shared/ui/toasts";
import type { Account } from "./accounts";
import { useRefresh } from "./api";
import { type Employment, EmploymentFields, given } from "./EmploymentFields";
import css from "./People.module.css";

interface Props {
  account: Account;
  profile: ProfileView | null;
  onClose: () => void;
}

/** What is written down of somebody's employment. What is left empty stays as it was. */
export function EmploymentDialog({ account, profile, onClose }: Props) {
  const [start] = useState(() => employmentOf(profile));
  const [values, setValues] = useState(start);
  const changed = JSON.stringify(values) !== JSON.stringify(start);
  const draft = useDraft(`employment-${account.id}`, values, changed, setValues);
  const refresh = useRefresh();

  async function save() {
    await usersSetRole({ path: { user_id: account.id }, body: { role: account.role, ...given(values) } });
    draft.sent();
    toast({ text: `The employment of ${account.name} is written down.`, tone: "ok" });
    onClose();
    await refresh();
  }

  return (
    <Dialog title={`Employment of ${account.name}`} onClose={onClose} wide>
      <Form label="Employment" onSubmit={save}>
        {({ errors, busy }) => (
          <>
            <DraftNotice draft={draft} />
            <EmploymentFields field={fieldsOf(values, setValues, errors)} />
            <p className="muted">What is left empty stays as it was.</p>
            <div className={css.ends}>
              <Button onClick={onClose}>Cancel</Button>
              <Button type="submit" variant="primary" busy={busy}>
                Save the employment
              </Button>
            </div>
          </>
        )}
      </Form>
    </Dialog>
  );
}

function employmentOf(profile: ProfileView | null): Employment {
  return {
    employee_id: profile?.employee_id ?? "",
    hire_date: profile?.hire_date ?? "",
    shift_start: profile?.shift_start?.slice(0, 5) ?? "",
    shift_end: profile?.shift_end?.slice(0, 5) ?? "",
    salary: typeof profile?.salary === "number" ? String(profile.salary) : "",
  };
}
