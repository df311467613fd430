import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { ApiError } from "@/shared/errors";
import { ErrorNotice } from "./ErrorNotice";
import css from "./Form.module.css";

interface Props {
  /** Send it. What it throws is shown here and nowhere else. */
  onSubmit: () => Promise<unknown>;
  children: (state: { errors: Record<string, string>; busy: boolean }) => ReactNode;
  label?: string;
}

/** A form: one attempt at a time, the server's sentences beside their fields, the focus on the first that is wrong. */
export function Form({ onSubmit, children, label }: Props) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [error]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await onSubmit();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }

  const errors = error instanceof ApiError ? error.fields : {};
  return (
    <form ref={form} className={css.form} onSubmit={(event) => void submit(event)} noValidate aria-label={label}>
      {error !== null && <ErrorNotice error={error} />}
      {children({ errors, busy })}
    </form>
  );
}
