import { useState } from "react";
import type { MeView } from "@/shared/api";
import { signIn } from "@/shared/session";
import { Button } from "@/shared/ui/Button";
import { Form } from "@/shared/ui/Form";
import { PasswordField } from "@/shared/ui/PasswordField";
import { TextField } from "@/shared/ui/TextField";

export function SignInForm({ onDone }: { onDone: (me: MeView) => void }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  return (
    <Form label="Sign in" onSubmit={async () => onDone(await signIn(name, password))}>
      {({ errors, busy }) => (
        <>
          <TextField
            label="E-mail or user name"
            name="username"
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            error={errors.email_or_username}
          />
          <PasswordField
            label="Password"
            name="password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            autoComplete="current-password"
            error={errors.password}
          />
          <Button type="submit" variant="primary" size="large" wide busy={busy}>
            Sign in
          </Button>
        </>
      )}
    </Form>
  );
}
