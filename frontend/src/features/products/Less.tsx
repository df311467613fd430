import type { ProductView } from "@/shared/api";
import css from "./Less.module.css";

/** How much less it costs than before, as the server says. */
export function Less({ product }: { product: ProductView }) {
  if (product.compare_price === null) return null;
  return <span className={css.less}>−{Math.round(product.discount_percentage)}&nbsp;%</span>;
}
