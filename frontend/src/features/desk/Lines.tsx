import { Link } from "@tanstack/react-router";
import type { OrderView } from "@/shared/api";
import { count, money } from "@/shared/money";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { Totals } from "@/shared/ui/Totals";
import css from "./Desk.module.css";
import { unitsLeft } from "./refund";

/** What was bought, as it was at the sale; each line can be refunded where it stands. */
export function Lines({ order, onRefund }: { order: OrderView; onRefund: (item: number) => void }) {
  const canEdit = useCan("product:update");
  const refunds = order.actions.includes("refund");
  return (
    <section className={css.card} aria-labelledby="items">
      <h2 id="items">Items</h2>
      <ul className={css.lines} data-acts={refunds || undefined}>
        {order.items?.map((item) => (
          <li key={item.id} className={css.line}>
            <span className={css.article}>
              <Link
                to={canEdit ? "/office/products/$productId" : "/products/$productId"}
                params={{ productId: String(item.product_id) }}
              >
                {item.product_name}
              </Link>
              <span className="muted">
                {item.product_sku} · {count(item.quantity)} × {money(item.unit_price)}
              </span>
              {item.refunded_quantity > 0 && (
                <span className={css.back}>
                  {item.refunded_quantity} of {item.quantity} refunded
                </span>
              )}
            </span>
            <b className="number">{money(item.total_price)}</b>
            {refunds && (
              <span className={css.act}>
                {unitsLeft(item) > 0 && (
                  <Button size="small" onClick={() => onRefund(item.id)}>
                    Refund<span className="visually-hidden"> 1 × {item.product_name}</span>
                  </Button>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      <Totals of={order} />
    </section>
  );
}
