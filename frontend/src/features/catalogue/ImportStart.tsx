import { useState } from "react";
import { download } from "@/shared/http";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { Locked } from "@/shared/ui/Locked";
import { sayRefused } from "@/shared/ui/toasts";
import css from "./Import.module.css";
import { EVERYTHING } from "./imports";

/** Where a list comes from: what is there, as a file that can be changed and imported again. */
export function ImportStart() {
  const [busy, setBusy] = useState(false);
  const exports = useCan("product:export");

  async function save() {
    setBusy(true);
    try {
      await download(EVERYTHING, "products.csv");
    } catch (error) {
      sayRefused(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className={css.start} aria-labelledby="start">
      <h2 id="start">Start from what you have</h2>
      <p className="muted">
        The file of all products has every column. Change cells, drop columns and rows you do not need, add rows
        with a new SKU, and bring it back. The SKU says which product a row is about.
      </p>
      <div>
        {exports ? (
          <Button busy={busy} onClick={() => void save()}>
            Download all products
          </Button>
        ) : (
          <Locked label="Download all products" permission="product:export" />
        )}
      </div>
    </section>
  );
}
