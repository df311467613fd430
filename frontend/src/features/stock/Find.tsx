import type { FormEvent } from "react";
import { text, useWords } from "@/shared/address";
import { productsPage } from "@/shared/api";
import { useTyped } from "@/shared/settled";
import { TextField } from "@/shared/ui/TextField";
import { sayRefused } from "@/shared/ui/toasts";
import css from "./Stock.module.css";
import { useOpenShelf } from "./useOpenShelf";

/** Looks for products while it is typed. Enter, or a scanner's, opens the shelf of the only one that is meant. */
export function Find() {
  const { words, put } = useWords();
  const openShelf = useOpenShelf();
  const {
    text: typed,
    type: setTyped,
    send,
  } = useTyped(text(words, "q") ?? "", (q) => put({ q: q || undefined, page: undefined }, true));

  async function open(event: FormEvent) {
    event.preventDefault();
    const search = typed.trim();
    if (!search) return;
    send(typed); // now, or it would be put into the address of the shelf that opens
    try {
      const { products } = await productsPage({ query: { search, include_inactive: true, per_page: 2 } });
      const [first, second] = products;
      if (first && (!second || isCalled(first, search))) {
        await openShelf(first.id);
      }
    } catch (error) {
      sayRefused(error);
    }
  }

  return (
    <search className={css.find}>
      <form onSubmit={(event) => void open(event)}>
        <TextField
          label="Find a product"
          hideLabel
          type="search"
          placeholder="Name, SKU or barcode"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </search>
  );
}

function isCalled({ sku, barcode }: { sku: string; barcode: string | null }, text: string): boolean {
  return [sku, barcode].some((code) => code?.toLowerCase() === text.toLowerCase());
}
