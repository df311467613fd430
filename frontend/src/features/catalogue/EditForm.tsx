import { useEffect, useRef, useState } from "react";
import type { ProductDetailView } from "@/shared/api";
import { useDraft } from "@/shared/drafts";
import { Button } from "@/shared/ui/Button";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { Form } from "@/shared/ui/Form";
import { sayRefused, toast } from "@/shared/ui/toasts";
import { isOutdated, type Versioned } from "@/shared/versions";
import { readProduct, refresh, saveProduct } from "./api";
import { Clashes } from "./Clashes";
import css from "./Form.module.css";
import { type Clash, merged } from "./merge";
import { ProductFields } from "./ProductFields";
import { usePictures } from "./usePictures";
import { changesOf, same, type Values, valuesOf } from "./values";

/** What is typed, and what it was typed upon. */
interface Sheet {
  base: Values;
  version: string;
  values: Values;
}

function sheetOf({ thing, version }: Versioned<ProductDetailView>): Sheet {
  const values = valuesOf(thing);
  return { base: values, version, values };
}

/** Only what was changed is sent, and only to the version it was changed from. */
export function EditForm({ loaded }: { loaded: Versioned<ProductDetailView> }) {
  const { id, name } = loaded.thing;
  const [sheet, setSheet] = useState(() => sheetOf(loaded));
  const [seen, setSeen] = useState(loaded);
  const [clashes, setClashes] = useState<readonly Clash[]>([]);
  const notice = useRef<HTMLDivElement>(null);
  const change = (values: Values) => setSheet((now) => ({ ...now, values }));
  const pictures = usePictures(sheet.values.pictures, (next) =>
    setSheet((now) => ({ ...now, values: { ...now.values, pictures: next } })),
  );
  const changed = !same(sheet.base, sheet.values);
  const draft = useDraft(`product-${id}`, sheet, changed, setSheet);

  // Somebody who has typed nothing sees what is there now.
  if (seen !== loaded) {
    setSeen(loaded);
    if (!changed) setSheet(sheetOf(loaded));
  }

  useEffect(() => {
    if (clashes.length > 0) notice.current?.focus();
  }, [clashes]);

  async function submit() {
    const settled = await pictures.settled();
    if (settled) await save({ ...sheet, values: { ...sheet.values, pictures: settled } });
  }

  async function save(from: Sheet): Promise<void> {
    const body = changesOf(from.base, from.values);
    if (Object.keys(body).length === 0) return toasted(`Nothing of ${name} was changed.`);
    try {
      const saved = await saveProduct(id, body, from.version);
      adopt(saved, from);
      draft.sent();
      toasted(`${saved.thing.name} is saved.`, "stock_quantity" in body ? undefined : () => undo(from, saved));
    } catch (error) {
      if (!isOutdated(error)) throw error;
      await rebase(from);
    }
  }

  /** What was typed while it was on its way stays. */
  function adopt(saved: Versioned<ProductDetailView>, from: Sheet) {
    const next = sheetOf(saved);
    setSheet((now) => ({ ...next, values: merged(from.values, now.values, next.values).values }));
    setClashes([]);
    void refresh();
  }

  /** Somebody was quicker: what was typed goes on top of theirs, and they are told what is theirs. */
  async function rebase(from: Sheet) {
    const latest = sheetOf(await readProduct(id));
    const { values, clashes: found } = merged(from.base, from.values, latest.values);
    const next = { ...latest, values };
    if (found.length === 0) return save(next);
    setSheet(next);
    setClashes(found);
  }

  async function undo(from: Sheet, saved: Versioned<ProductDetailView>) {
    try {
      const back = await saveProduct(id, changesOf(valuesOf(saved.thing), from.base), saved.version);
      adopt(back, sheetOf(saved));
      toasted(`${back.thing.name} is as before.`);
    } catch (error) {
      sayRefused(error);
    }
  }

  return (
    <div>
      <DraftNotice draft={draft} />
      {clashes.length > 0 && (
        <div ref={notice} tabIndex={-1}>
          <Clashes clashes={clashes} sheet={sheet} onChange={change} />
        </div>
      )}
      <Form label={`Edit ${name}`} onSubmit={submit}>
        {({ errors, busy }) => (
          <>
            <ProductFields values={sheet.values} onChange={change} errors={errors} pictures={pictures} all />
            <div className={css.ends}>
              <Button type="submit" variant="primary" busy={busy}>
                Save
              </Button>
              {changed && (
                <Button
                  variant="quiet"
                  onClick={() => {
                    change(sheet.base);
                    draft.discard();
                  }}
                >
                  Discard changes
                </Button>
              )}
            </div>
          </>
        )}
      </Form>
    </div>
  );
}

function toasted(text: string, undo?: () => Promise<void>): void {
  toast({ text, tone: "ok", action: undo && { label: "Undo", run: () => void undo() } });
}
