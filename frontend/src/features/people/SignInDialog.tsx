import { useState } from "react";
import { usersUpdate } from "@/shared/api";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Form } from "@/shared/ui/Form";
import { TextField } from "@/shared/ui/TextField";
import { toast } from "@/shared/ui/toasts";
import type { Account } from "./accounts";
import { useRefresh } from "./api";
import css from "./People.module.css";
import { useFirst } from "./useFirst";

interface Props {
  account: Account;
  username: string;
  onClose: () => void;
}

/** The names somebody signs in with. */
export function SignInDialog({ account, username: now, onClose }: Props) {
  const [email, setEmail] = useState(account.email);
  const [username, setUsername] = useState(now);
  const refresh = useRefresh();
  const first = useFirst<HTMLInputElement>();

  async function save() {
    await usersUpdate({ path: { user_id: account.id }, body: { email, username } });
    toast({ text: `${account.name} signs in as ${username} or ${email} from now on.`, tone: "ok" });
    onClose();
    await refresh();
  }

  return (
    <Dialog title={`How ${account.name} signs in`} onClose={onClose}>
      <Form label="Names to sign in with" onSubmit={save}>
        {({ errors, busy }) => (
          <>
            <TextField
              ref={first}
              label="E-mail"
              type="email"
              autoComplete="off"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              error={errors.email}
            />
            <TextField
              label="User name"
              autoComplete="off"
              value={username}
              onChange={(event) => setUsername(event.target.value)}
              error={errors.username}
            />
            <div className={css.ends}>
              <Button onClick={onClose}>Cancel</Button>
              <Button type="submit" variant="primary" busy={busy}>
                Save
              </Button>
            </div>
          </>
        )}
      </Form>
    </Dialog>
  );
}
