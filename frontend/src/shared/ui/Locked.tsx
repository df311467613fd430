import { useId, useState } from "react";
import { type Permission, useWhoCan } from "@/shared/permissions";
import { Button, type Variant } from "./Button";
import { inside } from "./inside";
import css from "./Locked.module.css";

interface Props {
  /** What the button would do, as on the button. */
  label: string;
  /** What it needs; who has it is asked of the server. */
  permission?: Permission;
  /** Why not, where it is not a matter of permission: the server's own sentence. */
  reason?: string;
  variant?: Variant;
  size?: "small" | "normal" | "large";
}

/** A control that is there, can be reached and read, and says why it is locked and who can open it. */
export function Locked({ label, permission, reason, variant = "secondary", size = "normal" }: Props) {
  const [open, setOpen] = useState(false);
  const why = useId();
  const who = useWhoCan(permission ?? "product:view", open && permission !== undefined);
  const sentence = reason ?? `${label} needs ${who ? `the role ${who}` : "another role"}. Ask somebody who has it.`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only closes the explanation when the focus leaves it
    <span
      className={css.locked}
      onBlur={() => setOpen(false)}
      onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
    >
      <Button
        variant={variant}
        size={size}
        aria-disabled
        aria-expanded={open}
        aria-describedby={open ? why : undefined}
        onClick={() => setOpen(true)}
        onFocus={() => setOpen(true)}
      >
        <svg
          className={css.icon}
          viewBox="0 0 24 24"
          fill="none"
          stroke="currentcolor"
          strokeWidth="1.75"
          aria-hidden="true"
        >
          <rect x="5" y="11" width="14" height="10" rx="2" />
          <path d="M8 11V7a4 4 0 0 1 8 0v4" />
        </svg>
        {label}
        <span className="visually-hidden">, locked</span>
      </Button>
      {open && (
        <span ref={inside} id={why} className={css.why} role="status">
          {sentence}
        </span>
      )}
    </span>
  );
}
