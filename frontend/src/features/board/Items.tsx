import type { OrderView } from "@/shared/api";
import { money } from "@/shared/money";
import { CheckField } from "@/shared/ui/CheckField";
import css from "./Panel.module.css";

interface Props {
  order: OrderView;
  checked: ReadonlySet<number>;
  onCheck: (item: number) => void;
}

/** What is in the order, to be ticked off while packing; the ticks stay on this screen. */
export function Items({ order, checked, onCheck }: Props) {
  return (
    <section className={css.part}>
      <h3>Items</h3>
      <ul className={css.items}>
        {order.items?.map((item) => (
          <li key={item.id}>
            <CheckField
              checked={checked.has(item.id)}
              onChange={() => onCheck(item.id)}
              label={
                <span className={css.item}>
                  <img src={item.thumbnail_url} alt="" width={40} height={40} loading="lazy" />
                  <span>
                    <b>{item.quantity} ×</b> {item.product_name}
                    <small className={css.sku}>
                      {item.product_sku}
                      {item.refunded_quantity > 0 && ` · ${item.refunded_quantity} refunded`}
                    </small>
                  </span>
                </span>
              }
            />
            <span className="number">{money(item.total_price)}</span>
          </li>
        ))}
      </ul>
      <dl className={css.sums}>
        <Sum name="Subtotal" amount={order.subtotal} />
        <Sum name="Tax" amount={order.tax} />
        <Sum name="Delivery" amount={order.shipping_cost} />
        {order.discount > 0 && <Sum name="Discount" amount={order.discount} />}
        <Sum name="Total" amount={order.total} strong />
      </dl>
    </section>
  );
}

function Sum({ name, amount, strong }: { name: string; amount: number; strong?: boolean }) {
  return (
    <div data-strong={strong || undefined}>
      <dt>{name}</dt>
      <dd className="number">{money(amount)}</dd>
    </div>
  );
}
