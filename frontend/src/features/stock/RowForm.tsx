import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { ApiError, sentenceOf } from "@/shared/errors";
import { Button } from "@/shared/ui/Button";
import { type Deed, UNTOUCHED, WAYS } from "./deeds";
import css from "./Stock.module.css";
import { type Shelf, useDeed } from "./useDeed";

/** One number, and Enter. Escape leaves things as they are. */
export function RowForm({ deed, shelf, onDone }: { deed: Deed; shelf: Shelf; onDone: () => void }) {
  const [number, setNumber] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const wrong = useId();
  const run = useDeed(deed, shelf);
  const way = WAYS[deed];

  useEffect(() => field.current?.focus(), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await run({ ...UNTOUCHED, number });
      onDone();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
      field.current?.select();
    }
  }

  return (
    <form
      className={css.rowForm}
      aria-label={`${way.label} ${shelf.name}`}
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <input
        ref={field}
        className={css.number}
        inputMode="numeric"
        autoComplete="off"
        aria-label={way.number}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? wrong : undefined}
        value={number}
        onChange={(event) => setNumber(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onDone()}
      />
      <Button type="submit" size="small" variant="primary" busy={busy}>
        {way.label}
      </Button>
      <button type="button" className={css.cancel} aria-label="Cancel" onClick={onDone}>
        ×
      </button>
      {error !== null && (
        <span id={wrong} role="alert" className={css.wrong}>
          {said(error, way.fields.number)}
        </span>
      )}
    </form>
  );
}

function said(error: unknown, field: string): string {
  if (!(error instanceof ApiError)) return sentenceOf(error);
  const sentence = error.fields[field];
  return sentence ?? `${error.message}${error.requestId ? ` Request ${error.requestId}` : ""}`;
}
