import { useState } from "react";
import { router } from "@/app/router";
import { giveUp, signIn, useSession } from "@/shared/session";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Form } from "@/shared/ui/Form";
import { TextField } from "@/shared/ui/TextField";

/** Covers the page when the session is over, and takes nothing from it: what waited is sent when its person is back. */
export function SessionOverlay() {
  const { phase, me } = useSession();
  if (phase !== "expired" || !me) return null;
  return <Overlay email={me.user.email} />;
}

function Overlay({ email }: { email: string }) {
  const [name, setName] = useState(email);
  const [password, setPassword] = useState("");

  function leave() {
    giveUp();
    // The page behind may be for those who are signed in alone.
    void router.invalidate();
  }

  return (
    <Dialog title="You were signed out">
      <Form label="Sign in to continue" onSubmit={() => signIn(name, password)}>
        {({ errors, busy }) => (
          <>
            <p>Sign in to continue. The page behind this is untouched.</p>
            <TextField
              label="E-mail or user name"
              value={name}
              onChange={(event) => setName(event.target.value)}
              autoComplete="username"
              error={errors.email_or_username}
            />
            <TextField
              label="Password"
              type="password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              autoComplete="current-password"
              error={errors.password}
              autoFocus
            />
            <Button type="submit" variant="primary" busy={busy}>
              Sign in and continue
            </Button>
            <Button variant="quiet" onClick={leave}>
              Leave without signing in
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  );
}
