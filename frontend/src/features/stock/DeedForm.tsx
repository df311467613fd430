import { useEffect, useRef, useState } from "react";
import { useDraft } from "@/shared/drafts";
import { Button } from "@/shared/ui/Button";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { Form } from "@/shared/ui/Form";
import { SelectField } from "@/shared/ui/SelectField";
import { TextField } from "@/shared/ui/TextField";
import { type Deed, type Typed, UNTOUCHED, WAYS } from "./deeds";
import css from "./Stock.module.css";
import { type Shelf, useDeed } from "./useDeed";

const WHY = [
  { value: "adjusted", label: "A correction" },
  { value: "damaged", label: "Damaged, cannot be sold" },
];

/** A delivery, a count or a correction, with what is to be known about it. */
export function DeedForm({ deed, shelf, onClose }: { deed: Deed; shelf: Shelf; onClose: () => void }) {
  const [typed, setTyped] = useState(UNTOUCHED);
  const changed = JSON.stringify(typed) !== JSON.stringify(UNTOUCHED);
  const draft = useDraft(`stock:${deed}:${shelf.id}`, typed, changed, setTyped);
  const field = useRef<HTMLInputElement>(null);
  const run = useDeed(deed, shelf);
  const way = WAYS[deed];
  const put = (change: Partial<Typed>) => setTyped({ ...typed, ...change });

  useEffect(() => field.current?.focus(), []);

  async function send() {
    await run(typed);
    draft.sent();
    onClose();
  }

  return (
    <section className={css.form} aria-labelledby="deed">
      <h2 id="deed">{way.title}</h2>
      <DraftNotice draft={draft} />
      <Form label={way.title} onSubmit={send}>
        {({ errors, busy }) => (
          <>
            <div className={css.fields}>
              <TextField
                ref={field}
                label={way.number}
                hint={deed === "adjust" ? "−2 takes two away" : undefined}
                inputMode={deed === "adjust" ? "text" : "numeric"}
                autoComplete="off"
                value={typed.number}
                error={errors[way.fields.number]}
                onChange={(event) => put({ number: event.target.value })}
              />
              {deed === "adjust" && (
                <SelectField
                  label="What it is"
                  options={WHY}
                  value={typed.kind}
                  error={errors.kind}
                  onChange={(event) => put({ kind: event.target.value as Typed["kind"] })}
                />
              )}
              <div className={css.why}>
                <TextField
                  label={deed === "adjust" ? "Reason" : "Note"}
                  optional={deed !== "adjust"}
                  autoComplete="off"
                  value={typed.why}
                  error={errors[way.fields.why]}
                  onChange={(event) => put({ why: event.target.value })}
                />
              </div>
            </div>
            <div className={css.deeds}>
              <Button type="submit" variant="primary" busy={busy}>
                {way.label}
              </Button>
              <Button onClick={onClose}>Cancel</Button>
            </div>
          </>
        )}
      </Form>
    </section>
  );
}
