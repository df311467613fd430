import { useState } from "react";
import { type OrderView, orderDeskShip } from "@/shared/api";
import { Button } from "@/shared/ui/Button";
import { Form } from "@/shared/ui/Form";
import { TextField } from "@/shared/ui/TextField";
import { lookAgain } from "./api";
import css from "./Desk.module.css";

interface Props {
  order: OrderView;
  onShipped: (order: OrderView, undoUntil: string | null) => void;
}

/** Hand an order to a carrier, with the number by which the customer can follow it. */
export function ShipForm({ order, onShipped }: Props) {
  const [number, setNumber] = useState("");

  async function ship() {
    try {
      const body = { tracking_number: number.trim() || null };
      const said = await orderDeskShip({ path: { order_id: order.id }, body });
      onShipped(said.order, said.undo_until);
    } catch (error) {
      void lookAgain(order.id);
      throw error;
    }
  }

  return (
    <Form label="Ship" onSubmit={ship}>
      {({ errors, busy }) => (
        <div className={css.ship}>
          <TextField
            label="Tracking number"
            optional
            autoComplete="off"
            value={number}
            onChange={(event) => setNumber(event.target.value)}
            error={errors.tracking_number}
          />
          <Button type="submit" variant="primary" busy={busy}>
            Ship
          </Button>
        </div>
      )}
    </Form>
  );
}
