import type { ProductView } from "@/shared/api";
import css from "./Sheet.module.css";

/** Size and weight, where the shop knows them. */
export function Measures({ product }: { product: ProductView }) {
  const { dimensions, weight } = product;
  if (!dimensions && weight === null) return null;
  return (
    <section>
      <h2 className={css.title}>Size and weight</h2>
      <dl className={css.measures}>
        {dimensions && (
          <>
            <dt>Size</dt>
            <dd>{dimensions}</dd>
          </>
        )}
        {weight !== null && (
          <>
            <dt>Weight</dt>
            <dd>{weight} kg</dd>
          </>
        )}
      </dl>
    </section>
  );
}
