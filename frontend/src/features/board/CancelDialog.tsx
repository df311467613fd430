import { useState } from "react";
import { type OrderView, orderDeskSetStatus } from "@/shared/api";
import { newKey } from "@/shared/http";
import { money, plural } from "@/shared/money";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Form } from "@/shared/ui/Form";

interface Props {
  order: OrderView;
  onClose: () => void;
  onCancelled: (order: OrderView) => void;
}

/** Calling an order off moves stock and cannot be taken back; it says so. */
export function CancelDialog({ order, onClose, onCancelled }: Props) {
  const [key] = useState(newKey);

  async function cancel() {
    const said = await orderDeskSetStatus({
      path: { order_id: order.id },
      body: { status: "cancelled" },
      headers: { "Idempotency-Key": key },
    });
    onCancelled(said.order);
  }

  return (
    <Dialog title={`Cancel ${order.order_number}`} onClose={onClose}>
      <Form label="Cancel the order" onSubmit={cancel}>
        {({ busy }) => (
          <>
            <p>
              {plural(order.total_items, "item")} for {order.customer?.full_name ?? "the customer"} will go back on
              the shelf, and the order ends here. It cannot be opened again.
            </p>
            {order.amount_paid > 0 && (
              <p>
                {money(order.amount_paid)} was paid. Cancelling pays nothing back; that takes a refund afterwards.
              </p>
            )}
            <Button type="submit" variant="danger" busy={busy}>
              Cancel {order.order_number}
            </Button>
            <Button variant="quiet" onClick={onClose}>
              Keep the order
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  );
}
