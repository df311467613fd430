import { type ReactNode, useId, useState } from "react";
import { inside } from "@/shared/ui/inside";
import css from "./RangeBar.module.css";

interface Props {
  label: string;
  /** Why it goes no further; it stays where it is, so that the focus does. */
  reason: string | null;
  onStep: () => void;
  children: ReactNode;
}

export function Step({ label, reason, onStep, children }: Props) {
  const [open, setOpen] = useState(false);
  const why = useId();
  const explains = open && reason !== null;
  return (
    <span className={css.step}>
      <button
        type="button"
        className={css.chip}
        aria-label={reason === null ? label : `${label}, locked`}
        aria-disabled={reason !== null || undefined}
        aria-describedby={explains ? why : undefined}
        onClick={reason === null ? onStep : () => setOpen(true)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
      >
        <span aria-hidden="true">{children}</span>
      </button>
      {explains && (
        <span ref={inside} id={why} className={css.why} role="status">
          {reason}
        </span>
      )}
    </span>
  );
}
