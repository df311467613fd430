import { useState } from "react";
import { authRegister, type Register } from "@/shared/api";
import { useAttempt } from "@/shared/attempt";
import { useDraft } from "@/shared/drafts";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { Form } from "@/shared/ui/Form";
import { fieldsOf } from "@/shared/ui/fields";
import { PasswordField } from "@/shared/ui/PasswordField";
import { SelectField } from "@/shared/ui/SelectField";
import { TextField } from "@/shared/ui/TextField";
import { toast } from "@/shared/ui/toasts";
import { ROLES, type Role, sentence } from "@/shared/wording";
import { useRefresh } from "./api";
import { EmploymentFields, given, NOT_EMPLOYED } from "./EmploymentFields";
import css from "./People.module.css";
import { useFirst } from "./useFirst";

const EMPTY = {
  role: "cashier" as Role,
  email: "",
  username: "",
  first_name: "",
  last_name: "",
  phone: "",
  ...NOT_EMPLOYED,
};
const OPTIONS = ROLES.map((role) => ({ value: role, label: sentence(role) }));

type Values = typeof EMPTY;

/** An account for somebody else. The draft keeps everything but the password. */
export function NewUserDialog({ onClose }: { onClose: () => void }) {
  const [values, setValues] = useState(EMPTY);
  const [password, setPassword] = useState("");
  const keyOf = useAttempt();
  const changed = JSON.stringify(values) !== JSON.stringify(EMPTY);
  const draft = useDraft("new-user", values, changed, setValues);
  const refresh = useRefresh();
  const first = useFirst<HTMLSelectElement>();
  const staff = values.role !== "customer";

  async function open() {
    const body = bodyOf(values, password);
    await authRegister({ body, headers: { "Idempotency-Key": keyOf(body) } });
    draft.sent();
    toast({ text: `${values.first_name || values.username} can sign in now, as ${values.role}.`, tone: "ok" });
    onClose();
    await refresh();
  }

  return (
    <Dialog title="New user" onClose={onClose} wide>
      <Form label="New user" onSubmit={open}>
        {({ errors, busy }) => {
          const field = fieldsOf(values, setValues, errors);
          return (
            <>
              <DraftNotice draft={draft} />
              <div className={css.pair}>
                <SelectField ref={first} label="Role" options={OPTIONS} {...field("role")} />
                <TextField label="E-mail" type="email" autoComplete="off" required {...field("email")} />
                <TextField label="User name" autoComplete="off" required {...field("username")} />
                <PasswordField
                  label="Initial password"
                  hint="Tell it to them yourself; they can change it."
                  autoComplete="new-password"
                  required
                  value={password}
                  onChange={(event) => setPassword(event.target.value)}
                  error={errors.password}
                />
                <TextField label="First name" optional autoComplete="off" {...field("first_name")} />
                <TextField label="Last name" optional autoComplete="off" {...field("last_name")} />
                <TextField label="Phone" optional type="tel" autoComplete="off" {...field("phone")} />
              </div>
              {staff && <EmploymentFields field={field} />}
              <div className={css.ends}>
                <Button onClick={onClose}>Cancel</Button>
                <Button type="submit" variant="primary" busy={busy}>
                  Open the account
                </Button>
              </div>
            </>
          );
        }}
      </Form>
    </Dialog>
  );
}

function bodyOf(
  { role, email, username, first_name, last_name, phone, ...employment }: Values,
  password: string,
): Register {
  const known = Object.entries({ first_name, last_name, phone }).filter(([, value]) => value !== "");
  return { role, email, username, password, ...Object.fromEntries(known), ...given(employment) };
}
