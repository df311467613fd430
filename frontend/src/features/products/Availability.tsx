import type { ProductView } from "@/shared/api";
import css from "./Availability.module.css";

/** Whether one can have it: a dot and a word. */
export function Availability({ product }: { product: ProductView }) {
  if (product.stock_level === "sold_out") return <Said as="out">Sold out</Said>;
  if (product.stock_level === "low") return <Said as="few">{`${product.stock_quantity} left`}</Said>;
  return <Said as="in">In stock</Said>;
}

function Said({ as, children }: { as: "in" | "few" | "out"; children: string }) {
  return (
    <span className={css.said} data-as={as}>
      {children}
    </span>
  );
}
