import { money } from "@/shared/money";
import css from "./Totals.module.css";

interface Amounts {
  subtotal: number;
  tax: number;
  shipping_cost: number;
  discount: number;
  total: number;
}

/** What things come to, line by line, as the shop added it up. */
export function Totals({ of: amounts }: { of: Amounts }) {
  return (
    <dl className={css.totals}>
      <Line label="Subtotal" amount={amounts.subtotal} />
      {amounts.discount > 0 && <Line label="Discount" amount={-amounts.discount} />}
      <Line label="Tax" amount={amounts.tax} />
      <Line label="Delivery" amount={amounts.shipping_cost} />
      <div className={css.total}>
        <dt>Total</dt>
        <dd>{money(amounts.total)}</dd>
      </div>
    </dl>
  );
}

function Line({ label, amount }: { label: string; amount: number }) {
  return (
    <div className={css.line}>
      <dt>{label}</dt>
      <dd>{money(amount)}</dd>
    </div>
  );
}
