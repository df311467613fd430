import { useState } from "react";
import { usersResetPassword } from "@/shared/api";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Form } from "@/shared/ui/Form";
import { PasswordField } from "@/shared/ui/PasswordField";
import { toast } from "@/shared/ui/toasts";
import type { Account } from "./accounts";
import { useRefresh } from "./api";
import css from "./People.module.css";
import { useFirst } from "./useFirst";

/** Another password for somebody who cannot sign in. */
export function PasswordDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const [password, setPassword] = useState("");
  const refresh = useRefresh();
  const first = useFirst<HTMLInputElement>();

  async function reset() {
    await usersResetPassword({ path: { user_id: account.id }, body: { new_password: password } });
    toast({ text: `${account.name} has a new password and is signed out everywhere.`, tone: "ok" });
    onClose();
    await refresh();
  }

  return (
    <Dialog title={`Reset the password of ${account.name}`} onClose={onClose}>
      <Form label="Reset password" onSubmit={reset}>
        {({ errors, busy }) => (
          <>
            <p>
              Their old password stops working and their sessions end, on every device. Tell them the new one
              yourself.
            </p>
            <PasswordField
              ref={first}
              label="New password"
              autoComplete="new-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              error={errors.new_password}
            />
            <div className={css.ends}>
              <Button onClick={onClose}>Cancel</Button>
              <Button type="submit" variant="primary" busy={busy}>
                Reset password
              </Button>
            </div>
          </>
        )}
      </Form>
    </Dialog>
  );
}
