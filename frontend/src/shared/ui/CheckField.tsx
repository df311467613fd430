import type { ComponentProps, ReactNode } from "react";
import css from "./Field.module.css";

type Props = Omit<ComponentProps<"input">, "className"> & { label: ReactNode; type?: "checkbox" | "radio" };

export function CheckField({ label, type = "checkbox", ...input }: Props) {
  return (
    <label className={css.check}>
      <input type={type} {...input} />
      <span>{label}</span>
    </label>
  );
}
