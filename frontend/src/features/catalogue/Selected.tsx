import { useEffect, useState } from "react";
import type { ProductView } from "@/shared/api";
import { count, plural } from "@/shared/money";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { Locked } from "@/shared/ui/Locked";
import { sayRefused } from "@/shared/ui/toasts";
import { setActive } from "./active";
import css from "./Catalogue.module.css";

/** So many the server changes in one step. */
const MOST = 1000;

interface Props {
  products: readonly ProductView[];
  /** How many the list has, all pages of it. */
  total: number;
  onEverything: () => Promise<void>;
  onPrices: () => void;
  onClear: () => void;
}

/** What can be done with several products at once. */
export function Selected({ products, total, onEverything, onPrices, onClear }: Props) {
  const [busy, setBusy] = useState(false);
  const mayPrice = useCan("price:change-many");
  const active = products.filter((product) => product.is_active).length;

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) onClear();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [onClear]);

  async function during(work: Promise<void>) {
    setBusy(true);
    await work.catch((error: unknown) => sayRefused(error));
    setBusy(false);
  }

  async function turn(to: boolean) {
    await during(setActive(products, to));
    onClear();
  }

  return (
    <section className={css.picked} aria-label="With the selected">
      <strong role="status">{plural(products.length, "product")} selected</strong>
      {products.length < total && total <= MOST && (
        <Button size="small" variant="quiet" busy={busy} onClick={() => void during(onEverything())}>
          Select all {count(total)} matching
        </Button>
      )}
      {mayPrice ? (
        <Button size="small" onClick={onPrices}>
          Change prices…
        </Button>
      ) : (
        <Locked size="small" label="Change prices" permission="price:change-many" />
      )}
      {active < products.length && (
        <Button size="small" busy={busy} onClick={() => void turn(true)}>
          Activate
        </Button>
      )}
      {active > 0 && (
        <Button size="small" busy={busy} onClick={() => void turn(false)}>
          Deactivate
        </Button>
      )}
      <span className={css.spacer} />
      <Button size="small" variant="quiet" onClick={onClear} hotkey="Esc">
        Clear
      </Button>
    </section>
  );
}
