import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ProductView } from "@/shared/api";
import { useAttempt } from "@/shared/attempt";
import { ApiError } from "@/shared/errors";
import { plural } from "@/shared/money";
import { useSettled } from "@/shared/settled";
import { Button } from "@/shared/ui/Button";
import { CheckField } from "@/shared/ui/CheckField";
import { Dialog } from "@/shared/ui/Dialog";
import { ErrorNotice } from "@/shared/ui/ErrorNotice";
import { Form } from "@/shared/ui/Form";
import { fieldsOf } from "@/shared/ui/fields";
import { Locked } from "@/shared/ui/Locked";
import { TextField } from "@/shared/ui/TextField";
import css from "./Catalogue.module.css";
import { PricesPreview } from "./PricesPreview";
import { applyPrices, bodyOf, previewQuery, WISH } from "./prices";

/** Change the prices of several products; each is shown, old and new, before anything happens. */
export function PricesDialog({ products, onClose }: { products: readonly ProductView[]; onClose: () => void }) {
  const [wish, setWish] = useState(WISH);
  const ids = products.map((product) => product.id);
  const body = bodyOf(wish, ids);
  const settled = useSettled(body && JSON.stringify(body));
  const asked = settled === null ? null : JSON.parse(settled);
  const preview = useQuery(previewQuery(asked));
  const keyFor = useAttempt();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const fresh = body !== null && settled === JSON.stringify(body) && !preview.isPlaceholderData;
  const found = body && preview.data;
  const wrong = fresh && preview.error instanceof ApiError ? preview.error.fields : {};
  const unsaid = fresh && preview.error && Object.keys(wrong).length === 0 ? preview.error : null;
  const said = {
    ...wrong,
    ...(wish.way === "price" && wrong["changes.0.price"] ? { price: wrong["changes.0.price"] } : {}),
  };
  const bad = found?.counts.error ?? 0;
  const changed = found?.counts.changed ?? 0;
  const label = changed > 0 ? `Change ${plural(changed, "price")}` : "Change the prices";

  async function apply() {
    if (!found || !fresh || changed === 0) return;
    await applyPrices(found.rows, wish.reason, keyFor([found.rows, wish.reason]));
    onClose();
  }

  return (
    <Dialog title={`Prices of ${plural(products.length, "product")}`} onClose={onClose} wide>
      <Form label="Change prices" onSubmit={apply}>
        {({ errors, busy }) => {
          const field = fieldsOf(wish, setWish, { ...errors, ...said });
          return (
            <>
              <fieldset className={css.ways}>
                <legend className={css.legend}>How</legend>
                {(["percent", "price"] as const).map((way) => (
                  <CheckField
                    key={way}
                    type="radio"
                    name="way"
                    label={way === "percent" ? "By per cent" : "To one price"}
                    checked={wish.way === way}
                    onChange={() => setWish({ ...wish, way })}
                  />
                ))}
              </fieldset>
              <div className={css.trio}>
                {wish.way === "percent" ? (
                  <>
                    <TextField
                      {...field("percent")}
                      ref={first}
                      label="Per cent"
                      hint="-10 is ten per cent less"
                      inputMode="text"
                      autoComplete="off"
                    />
                    <TextField
                      {...field("ends_with")}
                      label="Ending with"
                      hint="99 makes 12.34 into 11.99"
                      inputMode="numeric"
                      autoComplete="off"
                      optional
                    />
                  </>
                ) : (
                  <TextField {...field("price")} label="New price" inputMode="decimal" autoComplete="off" />
                )}
                <TextField {...field("reason")} label="Reason" hint="Kept in the history of prices" optional />
              </div>
              {unsaid && <ErrorNotice error={unsaid} retry={() => void preview.refetch()} />}
              {found && <PricesPreview rows={found.rows} counts={found.counts} />}
              {!body && <p className="muted">Every new price is shown here before it is set.</p>}
              <div className={css.ends}>
                <Button onClick={onClose}>Cancel</Button>
                {bad > 0 ? (
                  <Locked
                    variant="primary"
                    label={label}
                    reason={`${plural(bad, "price")} cannot be changed so. All change, or none.`}
                  />
                ) : (
                  <Button type="submit" variant="primary" busy={busy || !fresh || changed === 0}>
                    {label}
                  </Button>
                )}
              </div>
            </>
          );
        }}
      </Form>
    </Dialog>
  );
}
