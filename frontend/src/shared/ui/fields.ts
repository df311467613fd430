import type { ChangeEvent } from "react";

/** For a form of texts: what the control of each needs to show its value, take a new one and say what is wrong. */
export function fieldsOf<Values extends Record<string, string>>(
  values: Values,
  change: (values: Values) => void,
  errors: Record<string, string>,
) {
  return (name: keyof Values & string) => ({
    name,
    value: values[name],
    error: errors[name],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) =>
      change({ ...values, [name]: event.target.value }),
  });
}
