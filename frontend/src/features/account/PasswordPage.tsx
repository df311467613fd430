import { useState } from "react";
import { authChangePassword } from "@/shared/api";
import { queries } from "@/shared/queries";
import { useSession } from "@/shared/session";
import { useShop } from "@/shared/shop";
import { Button } from "@/shared/ui/Button";
import { Form } from "@/shared/ui/Form";
import { fieldsOf } from "@/shared/ui/fields";
import { PageHead } from "@/shared/ui/PageHead";
import { PasswordField } from "@/shared/ui/PasswordField";
import { toast } from "@/shared/ui/toasts";
import css from "./Account.module.css";
import { sessionsQuery } from "./api";

const EMPTY = { old_password: "", new_password: "" };

export function PasswordPage() {
  const [values, setValues] = useState(EMPTY);
  const email = useSession().me?.user.email;
  const least = useShop()?.password_min_length;

  async function change() {
    await authChangePassword({ body: values });
    setValues(EMPTY);
    toast({ text: "Your password is changed. All other devices are signed out.", tone: "ok" });
    await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  }

  return (
    <>
      <PageHead title="Password" />
      <div className={css.card}>
        <p>A new password signs you out everywhere else. Here you stay signed in.</p>
        <Form label="Change the password" onSubmit={change}>
          {({ errors, busy }) => {
            const field = fieldsOf(values, setValues, errors);
            return (
              <>
                <input type="email" name="username" value={email} autoComplete="username" readOnly hidden />
                <PasswordField {...field("old_password")} label="Password now" autoComplete="current-password" />
                <PasswordField
                  {...field("new_password")}
                  label="New password"
                  autoComplete="new-password"
                  hint={least && `At least ${least} characters.`}
                />
                <div className={css.actions}>
                  <Button type="submit" variant="primary" busy={busy}>
                    Change password
                  </Button>
                </div>
              </>
            );
          }}
        </Form>
      </div>
    </>
  );
}
