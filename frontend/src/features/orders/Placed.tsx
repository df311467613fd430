import type { OrderView } from "@/shared/api";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Notice } from "@/shared/ui/Notice";

/** The confirmation, on the order's own page. */
export function Placed({ order }: { order: OrderView }) {
  const { line1, city } = order.shipping_address;
  return (
    <Notice tone="ok" actions={<ButtonLink to="/products">Go on shopping</ButtonLink>}>
      <h2>Thank you — order {order.order_number} is placed</h2>
      <p>
        Next we confirm it, prepare it and send it to {[line1, city].filter(Boolean).join(", ")}. This page follows
        it by itself; you find it again under Orders.
      </p>
      {order.actions.includes("cancel") && <p>Changed your mind? You can still cancel it below.</p>}
    </Notice>
  );
}
