import { useState } from "react";
import { type OrderView, orderDeskSetStatus } from "@/shared/api";
import { newKey } from "@/shared/http";
import { money, plural } from "@/shared/money";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Form } from "@/shared/ui/Form";
import { lookAgain } from "./api";
import css from "./Desk.module.css";

interface Props {
  order: OrderView;
  onClose: () => void;
  onCancelled: (order: OrderView) => void;
}

/** Calling an order off moves stock and cannot be taken back; it says so. */
export function CancelDialog({ order, onClose, onCancelled }: Props) {
  const [key] = useState(newKey);

  async function cancel() {
    try {
      const said = await orderDeskSetStatus({
        path: { order_id: order.id },
        body: { status: "cancelled" },
        headers: { "Idempotency-Key": key },
      });
      onCancelled(said.order);
    } catch (error) {
      void lookAgain(order.id);
      throw error;
    }
  }

  return (
    <Dialog title={`Cancel ${order.order_number}`} onClose={onClose}>
      <Form label="Cancel the order" onSubmit={cancel}>
        {({ busy }) => (
          <>
            <p>
              Its goods ({plural(order.total_items, "item")}
              {order.items?.some((item) => item.refunded_quantity > 0) && ", without those already refunded"}) go
              back on the shelf, and the order ends here. It cannot be opened again.
            </p>
            {order.amount_paid > order.amount_refunded && (
              <p>
                <b>The money is not paid back by this.</b> {money(order.amount_paid)} was paid
                {order.amount_refunded > 0 && ` and ${money(order.amount_refunded)} paid back`}; the rest waits for
                a refund of its own.
              </p>
            )}
            <div className={css.row}>
              <Button type="submit" variant="danger" busy={busy}>
                Cancel {order.order_number}
              </Button>
              <Button variant="quiet" onClick={onClose}>
                Keep the order
              </Button>
            </div>
          </>
        )}
      </Form>
    </Dialog>
  );
}
