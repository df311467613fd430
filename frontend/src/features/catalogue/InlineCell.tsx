import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { saidOf } from "@/shared/errors";
import css from "./InlineCell.module.css";

interface Props {
  /** By which a row's key finds it. */
  id: string;
  /** `Price of Enamel mug` */
  label: string;
  /** As it is edited. */
  value: string;
  /** As it is read. */
  shown: ReactNode;
  /** Send it; what it throws is said in the cell. */
  save: (text: string) => Promise<void>;
}

/**
 * A value that is changed where it stands: press it, type, Enter. Leaving the field keeps what was typed, too; Escape
 * does not. What was refused stays in the field, with the server's sentence.
 */
export function InlineCell({ id, label, value, shown, save }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const [sending, setSending] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const open = useRef(false);
  const field = useRef<HTMLInputElement>(null);
  const why = useId();
  const editing = typed !== null;

  useEffect(() => {
    const input = field.current;
    if (!editing || !input) return;
    // Whoever is somewhere else by now is not called back.
    const at = document.activeElement;
    if (error && at !== document.body && at !== input.closest("tr")) return;
    input.focus();
    input.select();
  }, [editing, error]);

  function edit(text: string, wrong: string | null) {
    open.current = true;
    setTyped(text);
    setError(wrong);
  }

  function close() {
    open.current = false;
    setTyped(null);
    setError(null);
  }

  async function commit(text: string) {
    close();
    if (text === value) return;
    setSending(text);
    try {
      await save(text);
    } catch (thrown) {
      edit(text, saidOf(thrown));
    } finally {
      setSending(null);
    }
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    const row = event.currentTarget.closest("tr");
    if (event.key === "Enter") void commit(event.currentTarget.value.trim());
    else close();
    row?.focus();
  }

  if (typed === null) {
    return (
      <button
        type="button"
        id={id}
        className={css.value}
        aria-busy={sending !== null || undefined}
        disabled={sending !== null}
        onClick={() => edit(value, null)}
      >
        {sending ?? shown}
        <span className="visually-hidden">, {label}</span>
      </button>
    );
  }
  return (
    <span className={css.edit}>
      <input
        ref={field}
        className={css.field}
        aria-label={label}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? why : undefined}
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={press}
        onBlur={() => open.current && !error && void commit(typed.trim())}
      />
      {error && (
        <span id={why} role="alert" className={css.error}>
          {error}
        </span>
      )}
    </span>
  );
}
