import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type OrderView, orderDeskAddNote } from "@/shared/api";
import { useDraft } from "@/shared/drafts";
import { Button } from "@/shared/ui/Button";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { Form } from "@/shared/ui/Form";
import { TextAreaField } from "@/shared/ui/TextAreaField";
import { put } from "./api";
import css from "./Panel.module.css";

/** What staff tell each other about an order. */
export function Notes({ order }: { order: OrderView }) {
  const may = order.actions.includes("note");
  if (!order.admin_notes && !may) return null;
  return (
    <section className={css.part}>
      <h3>Staff notes</h3>
      {order.admin_notes && <p className={css.note}>{order.admin_notes}</p>}
      {may && <AddNote order={order} />}
    </section>
  );
}

function AddNote({ order }: { order: OrderView }) {
  const queries = useQueryClient();
  const [notes, setNotes] = useState("");
  const draft = useDraft(`note:${order.id}`, notes, notes !== "", setNotes);

  async function send() {
    const said = await orderDeskAddNote({ path: { order_id: order.id }, body: { notes } });
    draft.sent();
    setNotes("");
    put(queries, said.order);
  }

  return (
    <Form label="Add a staff note" onSubmit={send}>
      {({ errors, busy }) => (
        <>
          <DraftNotice draft={draft} />
          <TextAreaField
            label="New note"
            rows={2}
            value={notes}
            onChange={(event) => setNotes(event.target.value)}
            error={errors.notes}
          />
          <Button type="submit" busy={busy}>
            Add note
          </Button>
        </>
      )}
    </Form>
  );
}
