import { useState } from "react";
import type { OrderView } from "@/shared/api";
import { useCan } from "@/shared/permissions";
import { orderStatus } from "@/shared/statuses";
import { Button } from "@/shared/ui/Button";
import { Locked } from "@/shared/ui/Locked";
import { Pill } from "@/shared/ui/Pill";
import type { Acts } from "./acts";
import { CancelDialog } from "./CancelDialog";
import css from "./Desk.module.css";
import { Refused } from "./Refused";
import { ShipForm } from "./ShipForm";
import { STEPS } from "./words";

/** Where the order stands, and where its viewer may move it now. */
export function Steps({ order, acts }: { order: OrderView; acts: Acts }) {
  const [cancelling, setCancelling] = useState(false);
  const canCancel = useCan("order:cancel");
  const ships = order.actions.includes("ship");
  const next = order.next_statuses.filter((status) => status in STEPS && !(ships && status === "shipped"));
  const { label, tone } = orderStatus[order.status];
  const isOpen = next.length > 0 || ships;
  return (
    <section className={css.card} aria-labelledby="status">
      <div className={css.title}>
        <h2 id="status">Status</h2>
        <Pill tone={tone}>{label}</Pill>
      </div>
      <Refused order={order} error={acts.refused} />
      {ships && <ShipForm order={order} onShipped={acts.stepped} />}
      {(isOpen || order.actions.includes("cancel")) && (
        <div className={css.row}>
          {next.map((status) => (
            <Button
              key={status}
              variant="primary"
              busy={acts.busy === status}
              onClick={() => void acts.step(status)}
            >
              {STEPS[status]?.label}
            </Button>
          ))}
          {order.actions.includes("cancel") && <Button onClick={() => setCancelling(true)}>Cancel order</Button>}
          {isOpen && !canCancel && <Locked label="Cancel order" permission="order:cancel" />}
        </div>
      )}
      {!isOpen && !order.actions.includes("cancel") && <p className="muted">There is no further step for it.</p>}
      {order.tracking_number && (
        <p>
          Tracking number <b>{order.tracking_number}</b>
        </p>
      )}
      {cancelling && (
        <CancelDialog
          order={order}
          onClose={() => setCancelling(false)}
          onCancelled={(cancelled) => {
            setCancelling(false);
            acts.stepped(cancelled, null);
          }}
        />
      )}
    </section>
  );
}
