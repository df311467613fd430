import { Link } from "@tanstack/react-router";
import type { OrderView } from "@/shared/api";
import { useCan } from "@/shared/permissions";
import css from "./Desk.module.css";

/** Whose order it is, how they are reached, where it goes, and what they asked for. */
export function Customer({ order }: { order: OrderView }) {
  const knows = useCan("customer:view");
  const { customer, shipping_address: to } = order;
  const lines = [to.line1, to.line2, [to.postal_code, to.city].filter(Boolean).join(" "), to.state, to.country];
  return (
    <section className={css.card} aria-labelledby="customer">
      <h2 id="customer">Customer</h2>
      {customer && (
        <p className={css.stack}>
          {knows ? (
            <Link to="/office/customers/$userId" params={{ userId: String(customer.user_id) }}>
              {customer.full_name}
            </Link>
          ) : (
            <b>{customer.full_name}</b>
          )}
          <a href={`mailto:${customer.email}`}>{customer.email}</a>
          {customer.phone && <a href={`tel:${customer.phone.replace(/\s/g, "")}`}>{customer.phone}</a>}
        </p>
      )}
      <h3>Sent to</h3>
      <address className={css.stack}>
        {lines.filter(Boolean).map((line) => (
          <span key={line}>{line}</span>
        ))}
      </address>
      {order.customer_notes && (
        <>
          <h3>The customer asks</h3>
          <p className={css.note}>{order.customer_notes}</p>
        </>
      )}
    </section>
  );
}
