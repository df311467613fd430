import { useState } from "react";
import { authRegister, type MeView } from "@/shared/api";
import { useAttempt } from "@/shared/attempt";
import { signIn } from "@/shared/session";
import { useShop } from "@/shared/shop";
import { Button } from "@/shared/ui/Button";
import { Form } from "@/shared/ui/Form";
import { fieldsOf } from "@/shared/ui/fields";
import { PasswordField } from "@/shared/ui/PasswordField";
import { TextField } from "@/shared/ui/TextField";
import css from "./Door.module.css";

const EMPTY = { email: "", username: "", password: "", first_name: "", last_name: "" };

export function RegisterForm({ onDone }: { onDone: (me: MeView) => void }) {
  const [values, setValues] = useState(EMPTY);
  const attempt = useAttempt();
  const least = useShop()?.password_min_length;

  async function register() {
    await authRegister({ body: values, headers: { "Idempotency-Key": attempt(values) } });
    onDone(await signIn(values.email, values.password));
  }

  return (
    <Form label="Create an account" onSubmit={register}>
      {({ errors, busy }) => {
        const field = fieldsOf(values, setValues, errors);
        return (
          <>
            <TextField {...field("email")} label="E-mail" type="email" autoComplete="email" />
            <TextField
              {...field("username")}
              label="User name"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
            />
            <PasswordField
              {...field("password")}
              label="Password"
              autoComplete="new-password"
              hint={least && `At least ${least} characters.`}
            />
            <div className={css.names}>
              <TextField {...field("first_name")} label="First name" autoComplete="given-name" optional />
              <TextField {...field("last_name")} label="Last name" autoComplete="family-name" optional />
            </div>
            <Button type="submit" variant="primary" size="large" wide busy={busy}>
              Create account
            </Button>
          </>
        );
      }}
    </Form>
  );
}
