import { useEffect, useRef, useState } from "react";
import type { ImportView } from "@/shared/api";
import { plural } from "@/shared/money";
import { Button } from "@/shared/ui/Button";
import { ErrorNotice } from "@/shared/ui/ErrorNotice";
import { Locked } from "@/shared/ui/Locked";
import { Pill } from "@/shared/ui/Pill";
import { toast } from "@/shared/ui/toasts";
import { When } from "@/shared/ui/When";
import css from "./Import.module.css";
import { apply, linesOf, STATES, undo } from "./imports";

interface Props {
  seen: ImportView;
  /** What the list is called, while it is at hand. */
  again: string | null;
  onAgain: () => void;
  onOther: () => void;
}

/** How an import stands, and the next thing to do with it. */
export function ImportState({ seen, again, onAgain, onOther }: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const next = useRef<HTMLDivElement>(null);
  const before = useRef(seen.state);
  const { id, state, applied_at, undone_at, created_at } = seen;

  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    next.current?.querySelector<HTMLElement>("button")?.focus();
  }, [state]);

  async function run(deed: (id: number) => Promise<ImportView>, then: (done: ImportView) => void) {
    setBusy(true);
    setError(null);
    try {
      then(await deed(id));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }

  const takeBack = () =>
    void run(undo, () => toast({ text: `Import ${id} is taken back. Products are as they were.`, tone: "ok" }));
  const applyIt = () =>
    void run(apply, () => toast({ text: `${said(seen)}.`, tone: "ok", action: { label: "Undo", run: takeBack } }));

  return (
    <section className={css.state} aria-label="This import">
      <p className={css.facts}>
        <Pill tone={STATES[state].tone}>{STATES[state].label}</Pill>
        <span>
          {again && `${again}, `}
          {state === "previewed" && "looked at "}
          <When moment={undone_at ?? applied_at ?? created_at} />
        </span>
      </p>
      <div ref={next} className={css.deeds}>
        {state === "previewed" && <Apply seen={seen} busy={busy} onApply={applyIt} />}
        {state === "applied" && (
          <Button busy={busy} onClick={takeBack}>
            Undo this import
          </Button>
        )}
        {again && state !== "applied" && <Button onClick={onAgain}>Look at it again</Button>}
        <Button variant="quiet" onClick={onOther}>
          Another list
        </Button>
      </div>
      {busy && (
        <p role="status" className="muted">
          Working. A long list takes a minute.
        </p>
      )}
      {error !== null && (
        <div>
          <ErrorNotice error={error} />
          {linesOf(error) && <p className={css.lines}>{linesOf(error)}</p>}
        </div>
      )}
    </section>
  );
}

function Apply({ seen, busy, onApply }: { seen: ImportView; busy: boolean; onApply: () => void }) {
  const { counts } = seen;
  if (counts.new + counts.changed + counts.error === 0) return <p>Every row is as the shop has it already.</p>;
  const label = `Apply ${what(seen)}`;
  if (counts.error > 0) {
    const wrong = plural(counts.error, "row is wrong", "rows are wrong");
    return (
      <Locked label={label} reason={`${wrong}. Correct the list, then bring it again: it is applied whole.`} />
    );
  }
  return (
    <Button variant="primary" busy={busy} onClick={onApply}>
      {label}
    </Button>
  );
}

/** `12 new, 30 changed` */
function what({ counts }: ImportView): string {
  const parts = [
    counts.new > 0 && `${plural(counts.new, "new", "new")}`,
    counts.changed > 0 && `${plural(counts.changed, "changed", "changed")}`,
  ];
  return parts.filter(Boolean).join(", ") || "nothing";
}

function said(seen: ImportView): string {
  return `Applied ${what(seen)}`;
}
