import type { OrderView } from "@/shared/api";
import { paidBy, paymentStatus } from "@/shared/statuses";
import { Pill } from "@/shared/ui/Pill";
import css from "./Order.module.css";

/** Where it goes, how it is paid, and what was asked for. */
export function Facts({ order }: { order: OrderView }) {
  const { line1, line2, city, state, postal_code, country } = order.shipping_address;
  const lines = [line1, line2, [postal_code, city].filter(Boolean).join(" "), state, country].filter(Boolean);
  const payment = paymentStatus[order.payment_status];
  return (
    <section className={css.card} aria-labelledby="facts">
      <h2 id="facts">Delivery and payment</h2>
      <dl className={css.facts}>
        <div>
          <dt>Sent to</dt>
          <dd>
            <address className={css.address}>
              {lines.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </address>
          </dd>
        </div>
        <div>
          <dt>Tracking number</dt>
          <dd>{order.tracking_number ?? <span className="muted">Appears when it is shipped</span>}</dd>
        </div>
        <div>
          <dt>Payment</dt>
          <dd className={css.payment}>
            {paidBy(order.payment_method)} <Pill tone={payment.tone}>{payment.label}</Pill>
          </dd>
        </div>
        {order.customer_notes && (
          <div>
            <dt>Your note</dt>
            <dd className={css.note}>{order.customer_notes}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
