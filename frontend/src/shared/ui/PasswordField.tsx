import { type ComponentProps, useState } from "react";
import { Button } from "./Button";
import { Field, type FieldProps } from "./Field";
import css from "./PasswordField.module.css";

type Props = FieldProps & Omit<ComponentProps<"input">, "id" | "className" | "type">;

/** A password, which whoever types it may look at. */
export function PasswordField({ label, hint, error, optional, hideLabel, ...input }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <Field {...{ label, hint, error, hideLabel }} optional={optional ?? false}>
      {(props) => (
        <span className={css.row}>
          <input
            {...input}
            {...props}
            type={shown ? "text" : "password"}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
          />
          <Button aria-label={`${shown ? "Hide" : "Show"} ${label.toLowerCase()}`} onClick={() => setShown(!shown)}>
            {shown ? "Hide" : "Show"}
          </Button>
        </span>
      )}
    </Field>
  );
}
