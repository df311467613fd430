import type { ComponentProps } from "react";
import { Field, type FieldProps } from "./Field";

export interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}

type Props = FieldProps & Omit<ComponentProps<"select">, "id" | "className"> & { options: readonly Option[] };

export function SelectField({ label, hint, error, optional, hideLabel, options, ...select }: Props) {
  return (
    <Field {...{ label, hint, error, hideLabel }} optional={optional ?? false}>
      {(props) => (
        <select {...select} {...props}>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
