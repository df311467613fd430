import { useEffect, useRef, useState } from "react";
import { type OrderView, orderDeskRefund } from "@/shared/api";
import { useAttempt } from "@/shared/attempt";
import { useDraft } from "@/shared/drafts";
import { ApiError } from "@/shared/errors";
import { money } from "@/shared/money";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { ErrorNotice } from "@/shared/ui/ErrorNotice";
import { Form } from "@/shared/ui/Form";
import { Notice } from "@/shared/ui/Notice";
import { TextField } from "@/shared/ui/TextField";
import { toast } from "@/shared/ui/toasts";
import { forgetPreviews, lookAgain, put } from "./api";
import { Outcome } from "./Outcome";
import { usePreview } from "./preview";
import css from "./Refund.module.css";
import { RefundLine } from "./RefundLine";
import { bodyOf, everything, goodsOf, linesLeft, type Refund, startingWith } from "./refund";

interface Props {
  order: OrderView;
  /** The item to begin with, as its number; any other word begins without one. */
  start: string;
  onClose: () => void;
}

/** Pay back lines or an amount. The shop computes what it comes to, and that is what the button says. */
export function RefundDialog({ order, start, onClose }: Props) {
  const [first] = useState(() => startingWith(order, start));
  const [values, setValues] = useState(first);
  const [refused, setRefused] = useState<unknown>(null);
  const [done, setDone] = useState(false);
  const changed = JSON.stringify(values) !== JSON.stringify(first);
  const draft = useDraft(`refund:${order.id}`, values, changed, setValues);
  const keyOf = useAttempt();
  const body = done ? null : bodyOf(values, order);
  const { preview, error, ready } = usePreview(order.id, body);
  const confirm = useRef<HTMLButtonElement>(null);
  const wrong = refused ?? error;
  const errors = wrong instanceof ApiError ? wrong.fields : {};
  const isElsewhere = wrong !== null && !errors.amount && !errors.reason;

  // The next thing to do is to say yes, not to close.
  useEffect(() => confirm.current?.focus(), []);

  function change(next: Partial<Refund>) {
    setRefused(null);
    setValues({ ...values, ...next });
  }

  async function refund() {
    if (!body || !preview || !ready) return;
    try {
      const headers = { "Idempotency-Key": keyOf(body) };
      const said = await orderDeskRefund({ path: { order_id: order.id }, body, headers });
      draft.sent();
      setDone(true);
      onClose();
      forgetPreviews(order.id);
      put(said.order);
      const goods = goodsOf(preview);
      toast({ text: `Refunded ${money(said.refund.amount)}${goods && ` for ${goods}`}.`, tone: "ok" });
    } catch (thrown) {
      setRefused(thrown);
      await lookAgain(order.id).catch(() => undefined);
    }
  }

  if (done) return null;
  if (!order.actions.includes("refund"))
    return (
      <Dialog title={`Refund ${order.order_number}`} onClose={onClose} wide>
        {refused === null ? <Notice>Nothing is left to pay back.</Notice> : <ErrorNotice error={refused} />}
      </Dialog>
    );
  return (
    <Dialog title={`Refund ${order.order_number}`} onClose={onClose} wide>
      <Form label="Refund" onSubmit={refund}>
        {({ busy }) => (
          <>
            <DraftNotice draft={draft} />
            <ul className={css.lines}>
              {linesLeft(order).map((item) => (
                <RefundLine
                  key={item.id}
                  item={item}
                  chosen={values.lines[item.id] ?? { quantity: 0 }}
                  said={preview?.items.find((line) => line.order_item_id === item.id)}
                  ready={ready}
                  onChange={(chosen) => change({ lines: { ...values.lines, [item.id]: chosen } })}
                />
              ))}
            </ul>
            <div className={css.row}>
              <Button size="small" onClick={() => change({ lines: everything(order), amount: "" })}>
                Everything left
              </Button>
            </div>
            <div className={css.pair}>
              <TextField
                label="Amount"
                optional
                inputMode="decimal"
                autoComplete="off"
                hint="Only where it is not what the lines are worth."
                value={values.amount}
                onChange={(event) => change({ amount: event.target.value })}
                error={errors.amount}
              />
              <TextField
                label="Reason"
                optional
                autoComplete="off"
                hint="The customer reads it too."
                value={values.reason}
                onChange={(event) => change({ reason: event.target.value })}
                error={errors.reason}
              />
            </div>
            {isElsewhere && <ErrorNotice error={wrong} />}
            <div className={css.foot}>
              <Outcome order={order} preview={preview} idle={idleWord(body !== null, wrong !== null)} />
              <div className={css.row}>
                <Button ref={confirm} type="submit" variant="primary" busy={busy || !ready}>
                  Refund {preview && money(preview.amount)}
                </Button>
                <Button variant="quiet" onClick={onClose}>
                  Not now
                </Button>
              </div>
            </div>
          </>
        )}
      </Form>
    </Dialog>
  );
}

function idleWord(isChosen: boolean, isWrong: boolean): string {
  if (!isChosen) return "Choose lines, or write an amount.";
  return isWrong ? "Choose less, or something else." : "Asking what it comes to…";
}
