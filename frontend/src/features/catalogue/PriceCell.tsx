import type { ProductView } from "@/shared/api";
import { money } from "@/shared/money";
import { sayRefused, toast } from "@/shared/ui/toasts";
import { changePrice, keep, Newer } from "./api";
import css from "./Catalogue.module.css";
import { InlineCell } from "./InlineCell";
import { numeric } from "./typed";

/** What a product costs, changed where it stands. */
export function PriceCell({ product }: { product: ProductView }) {
  const { id, name, price, compare_price } = product;

  async function save(text: string) {
    try {
      const now = await changePrice(id, price, { price: numeric(text) });
      keep(now);
      if (now.price === price) return;
      const dropped = compare_price !== null && now.compare_price === null;
      toast({
        text: `${name}: ${money(price)} → ${money(now.price)}.${dropped ? ` No longer marked down from ${money(compare_price)}.` : ""}`,
        tone: "ok",
        action: { label: "Undo", run: () => void undo(now.price) },
      });
    } catch (error) {
      throw error instanceof Newer ? seen(error) : error;
    }
  }

  async function undo(from: number) {
    try {
      keep(await changePrice(id, from, { price, compare_price }));
      toast({ text: `${name}: ${money(price)} again.`, tone: "ok" });
    } catch (error) {
      sayRefused(error instanceof Newer ? seen(error) : error);
    }
  }

  return (
    <>
      {compare_price !== null && (
        <s className={css.was}>
          <span className="visually-hidden">was </span>
          {money(compare_price)}
        </s>
      )}
      <InlineCell
        id={`price-${id}`}
        label={`price of ${name}`}
        value={price.toFixed(2)}
        shown={money(price)}
        save={save}
      />
    </>
  );
}

function seen({ product }: Newer): Error {
  keep(product);
  return new Error(`Somebody made it ${money(product.price)} in the meantime.`);
}
