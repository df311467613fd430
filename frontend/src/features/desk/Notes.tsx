import { useState } from "react";
import { type OrderView, orderDeskAddNote } from "@/shared/api";
import { useDraft } from "@/shared/drafts";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { Form } from "@/shared/ui/Form";
import { Locked } from "@/shared/ui/Locked";
import { TextAreaField } from "@/shared/ui/TextAreaField";
import { put } from "./api";
import css from "./Desk.module.css";

/** What staff tell each other about the order. What was written stays. */
export function Notes({ order }: { order: OrderView }) {
  const canNote = useCan("order:note");
  return (
    <section className={css.card} aria-labelledby="notes">
      <h2 id="notes">Staff notes</h2>
      {order.admin_notes ? (
        <p className={css.note}>{order.admin_notes}</p>
      ) : (
        <p className="muted">Nobody has written one yet. Customers never see them.</p>
      )}
      {order.actions.includes("note") && <AddNote order={order} />}
      {!canNote && <Locked label="Add note" permission="order:note" />}
    </section>
  );
}

function AddNote({ order }: { order: OrderView }) {
  const [notes, setNotes] = useState("");
  const draft = useDraft(`note:${order.id}`, notes, notes !== "", setNotes);

  async function send() {
    const said = await orderDeskAddNote({ path: { order_id: order.id }, body: { notes } });
    draft.sent();
    setNotes("");
    put(said.order);
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
          <div className={css.row}>
            <Button type="submit" busy={busy}>
              Add note
            </Button>
          </div>
        </>
      )}
    </Form>
  );
}
