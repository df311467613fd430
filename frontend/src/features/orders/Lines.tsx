import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { OrderView } from "@/shared/api";
import { count, money } from "@/shared/money";
import { Picture } from "@/shared/ui/Picture";
import { Totals } from "@/shared/ui/Totals";
import css from "./Order.module.css";

interface Props {
  order: OrderView;
  /** What belongs under an article once the order has arrived. */
  review: (article: { productId: number; name: string }) => ReactNode;
}

export function Lines({ order, review }: Props) {
  return (
    <section className={css.card} aria-labelledby="items">
      <h2 id="items">Items</h2>
      <ul className={css.lines}>
        {order.items?.map((item) => (
          <li key={item.id} className={css.line}>
            <Picture small={item.thumbnail_url} alt="" ratio={1} />
            <div className={css.article}>
              <Link to="/products/$productId" params={{ productId: String(item.product_id) }}>
                {item.product_name}
              </Link>
              <span className="muted">
                {count(item.quantity)} × {money(item.unit_price)} ·{" "}
                <span className={css.sku}>{item.product_sku}</span>
              </span>
              {item.refunded_quantity > 0 && (
                <span className={css.refunded}>
                  {item.refunded_quantity} of {item.quantity} refunded
                </span>
              )}
            </div>
            <span className={css.amount}>{money(item.total_price)}</span>
            {order.delivered_at && (
              <div className={css.review}>{review({ productId: item.product_id, name: item.product_name })}</div>
            )}
          </li>
        ))}
      </ul>
      <Totals of={order} />
      {order.amount_refunded > 0 && (
        <p className={css.back}>
          <span>Paid back</span>
          <span>{money(order.amount_refunded)}</span>
        </p>
      )}
    </section>
  );
}
