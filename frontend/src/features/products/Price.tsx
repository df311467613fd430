import type { ProductView } from "@/shared/api";
import { money } from "@/shared/money";
import css from "./Price.module.css";

/** What it costs and what it cost before. */
export function Price({ product, large }: { product: ProductView; large?: boolean }) {
  const { price, compare_price: was } = product;
  return (
    <p className={css.price} data-large={large || undefined}>
      <strong className={css.now}>{money(price)}</strong>
      {was !== null && (
        <span className={css.was}>
          <span className={large ? undefined : "visually-hidden"}>was</span> <s>{money(was)}</s>
        </span>
      )}
    </p>
  );
}
