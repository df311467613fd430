import type { ReactNode } from "react";
import css from "./States.module.css";

interface Props {
  tone?: "plain" | "info" | "ok" | "warn" | "bad";
  children: ReactNode;
  actions?: ReactNode;
  /** Read out at once: for what has just gone wrong. */
  urgent?: boolean;
}

/** Something the person in front of the screen should know, and what they can do about it. */
export function Notice({ tone = "plain", children, actions, urgent }: Props) {
  return (
    <div className={css.state} data-tone={tone} role={urgent ? "alert" : undefined}>
      <div>{children}</div>
      {actions && <div className={css.row}>{actions}</div>}
    </div>
  );
}
