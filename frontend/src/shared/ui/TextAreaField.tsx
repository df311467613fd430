import type { ComponentProps } from "react";
import { Field, type FieldProps } from "./Field";

type Props = FieldProps & Omit<ComponentProps<"textarea">, "id" | "className">;

export function TextAreaField({ label, hint, error, optional, hideLabel, ...area }: Props) {
  return (
    <Field {...{ label, hint, error, hideLabel }} optional={optional ?? false}>
      {(props) => <textarea {...area} {...props} />}
    </Field>
  );
}
