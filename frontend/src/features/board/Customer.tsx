import type { OrderView } from "@/shared/api";
import css from "./Panel.module.css";

/** Whose order it is, how to reach them, and where it goes. */
export function Customer({ order: { customer, shipping_address: to } }: { order: OrderView }) {
  const street = [to.line1, to.line2].filter(Boolean).join(", ");
  const town = [to.postal_code, to.city, to.state, to.country].filter(Boolean).join(", ");
  return (
    <section className={css.part}>
      <h3>Customer</h3>
      {customer && (
        <>
          <p>
            <b>{customer.full_name}</b>
          </p>
          <p className={css.reach}>
            {customer.phone && <a href={`tel:${customer.phone.replace(/\s/g, "")}`}>{customer.phone}</a>}
            <a href={`mailto:${customer.email}`}>{customer.email}</a>
          </p>
        </>
      )}
      {(street || town) && (
        <address className={css.address}>
          {street}
          {street && <br />}
          {town}
        </address>
      )}
    </section>
  );
}
