import { useState } from "react";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Locked } from "@/shared/ui/Locked";
import { CancelDialog } from "./CancelDialog";
import { laneOf, type Shown } from "./lanes";
import css from "./Panel.module.css";
import { ShipForm } from "./ShipForm";
import type { Steps } from "./steps";

/** What is done with an order now and then: ship it with a number, call it off, pay it back. */
export function Further({ order, steps }: { order: Shown; steps: Steps }) {
  const [cancelling, setCancelling] = useState(false);
  const [shipping, setShipping] = useState(false);
  const canShip = useCan("order:ship");
  const canCancel = useCan("order:cancel");
  const canRefund = useCan("order:refund");
  const isOpen = laneOf(order.status) !== "done";

  return (
    <section className={css.part}>
      <h3>More</h3>
      <div className={css.further}>
        {order.actions.includes("ship") && !shipping && (
          <Button onClick={() => setShipping(true)}>Ship with a tracking number</Button>
        )}
        {isOpen && !canShip && <Locked label="Ship with a tracking number" permission="order:ship" />}
        {order.actions.includes("cancel") && <Button onClick={() => setCancelling(true)}>Cancel order</Button>}
        {isOpen && !canCancel && <Locked label="Cancel order" permission="order:cancel" />}
        {order.actions.includes("refund") && (
          <ButtonLink to="/office/orders/$orderId" params={{ orderId: String(order.id) }}>
            Refund
          </ButtonLink>
        )}
        {!canRefund && <Locked label="Refund" permission="order:refund" />}
      </div>
      {order.tracking_number && <p>Tracking number {order.tracking_number}</p>}
      {shipping && order.actions.includes("ship") && (
        <ShipForm
          order={order}
          onShipped={(shipped, undoUntil) => {
            setShipping(false);
            steps.stepped(shipped, undoUntil);
          }}
          onLeave={() => setShipping(false)}
        />
      )}
      {cancelling && (
        <CancelDialog
          order={order}
          onClose={() => setCancelling(false)}
          onCancelled={(cancelled) => {
            setCancelling(false);
            steps.stepped(cancelled, null);
          }}
        />
      )}
    </section>
  );
}
