import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type OrderView, orderDeskDelete } from "@/shared/api";
import { queries } from "@/shared/queries";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Form } from "@/shared/ui/Form";
import { Locked } from "@/shared/ui/Locked";
import { toast } from "@/shared/ui/toasts";
import css from "./Desk.module.css";

/** Take an order out of every list, for good. */
export function DeleteOrder({ order }: { order: OrderView }) {
  const [open, setOpen] = useState(false);
  if (!order.actions.includes("delete")) return <Locked label="Delete order" permission="order:delete" />;
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete order
      </Button>
      {open && <DeleteDialog order={order} onClose={() => setOpen(false)} />}
    </>
  );
}

function DeleteDialog({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const navigate = useNavigate();

  async function remove() {
    const said = await orderDeskDelete({ path: { order_id: order.id } });
    toast({ text: `${order.order_number} is deleted. ${said.warning}`, seconds: 10 });
    await navigate({ to: "/office/orders" });
    queries.removeQueries({ queryKey: ["orders", order.id] });
    for (const noun of ["orders", "board", "reports", "audit"])
      void queries.invalidateQueries({ queryKey: [noun] });
  }

  return (
    <Dialog title={`Delete ${order.order_number}`} onClose={onClose}>
      <Form label="Delete the order" onSubmit={remove}>
        {({ busy }) => (
          <>
            <p>
              It leaves every list and cannot be opened again. Its payments, refunds and stock movements stay in the
              books.
            </p>
            <p>
              Its goods do not come back on the shelf and its money is not paid back: cancel or refund it first if
              they should.
            </p>
            <div className={css.row}>
              <Button type="submit" variant="danger" busy={busy}>
                Delete {order.order_number}
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
