import type { ComponentProps } from "react";
import { Field, type FieldProps } from "./Field";

type Props = FieldProps & Omit<ComponentProps<"input">, "id" | "className">;

export function TextField({ label, hint, error, optional, hideLabel, ...input }: Props) {
  return (
    <Field {...{ label, hint, error, hideLabel }} optional={optional ?? false}>
      {(props) => <input {...input} {...props} />}
    </Field>
  );
}
