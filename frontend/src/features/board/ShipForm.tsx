import { useState } from "react";
import { type OrderView, orderDeskShip } from "@/shared/api";
import { Button } from "@/shared/ui/Button";
import { Form } from "@/shared/ui/Form";
import { TextField } from "@/shared/ui/TextField";
import css from "./Panel.module.css";

interface Props {
  order: OrderView;
  onShipped: (order: OrderView, undoUntil: string | null) => void;
  onLeave: () => void;
}

/** Hand an order to a carrier, with the number by which the customer can follow it. */
export function ShipForm({ order, onShipped, onLeave }: Props) {
  const [number, setNumber] = useState("");

  async function ship() {
    const said = await orderDeskShip({
      path: { order_id: order.id },
      body: { tracking_number: number.trim() || null },
    });
    onShipped(said.order, said.undo_until);
  }

  return (
    <Form label="Ship" onSubmit={ship}>
      {({ errors, busy }) => (
        <>
          <TextField
            label="Tracking number"
            optional
            autoFocus
            autoComplete="off"
            value={number}
            onChange={(event) => setNumber(event.target.value)}
            error={errors.tracking_number}
          />
          <div className={css.row}>
            <Button type="submit" variant="primary" busy={busy}>
              Ship
            </Button>
            <Button variant="quiet" onClick={onLeave}>
              Not now
            </Button>
          </div>
        </>
      )}
    </Form>
  );
}
