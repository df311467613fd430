import { useEffect, useRef, useState } from "react";
import { type OrderView, orderDeskSetPaymentStatus, orderDeskSetStatus, orderDeskUndoStatus } from "@/shared/api";
import { useAttempt } from "@/shared/attempt";
import type { OrderStatus } from "@/shared/statuses";
import { sayRefused, toast } from "@/shared/ui/toasts";
import { lookAgain, put } from "./api";
import { PAYMENT_STEPS, type PaymentStep, STEPS } from "./words";

const UNDO_SECONDS = 10;

/** What is done with one order by a single press. One thing at a time; what is refused stays said until the next. */
export interface Acts {
  /** Under way. */
  busy: string | null;
  refused: unknown;
  step: (to: OrderStatus) => Promise<void>;
  pay: (to: PaymentStep) => Promise<void>;
  /** A step was taken in a form of its own. */
  stepped: (order: OrderView, undoUntil: string | null) => void;
}

export function useActs(order: OrderView): Acts {
  const [busy, setBusy] = useState<string | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const going = useRef(false);
  const left = useRef(false);
  const keyOf = useAttempt();
  const path = { order_id: order.id };

  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);

  async function act(name: string, run: (headers: { "Idempotency-Key": string }) => Promise<void>): Promise<void> {
    if (going.current) return;
    going.current = true;
    setBusy(name);
    setRefused(null);
    try {
      // The same step of an order that has changed since is another attempt.
      await run({ "Idempotency-Key": keyOf([name, order.updated_at]) });
    } catch (error) {
      await lookAgain(order.id).catch(() => undefined);
      // An undo may be pressed from another page.
      if (left.current) sayRefused(error, order.order_number);
      else setRefused(error);
    } finally {
      going.current = false;
      setBusy(null);
    }
  }

  function stepped(now: OrderView, undoUntil: string | null): void {
    setRefused(null);
    put(now);
    const text = `${now.order_number} is ${STEPS[now.status]?.done ?? now.status}.`;
    if (undoUntil === null) return void toast({ text, tone: "ok" });
    toast({ text, tone: "ok", seconds: UNDO_SECONDS, action: { label: "Undo", run: () => void back() } });
  }

  const step = (to: OrderStatus) =>
    act(to, async (headers) => {
      const said = await orderDeskSetStatus({ path, body: { status: to }, headers });
      stepped(said.order, said.undo_until);
    });

  const back = () =>
    act("undo", async (headers) => {
      const said = await orderDeskUndoStatus({ path, headers });
      put(said.order);
      toast({ text: `${said.order.order_number} is back where it was.` });
    });

  const pay = (to: PaymentStep) =>
    act(`payment ${to}`, async (headers) => {
      const before = order.payment_status;
      const { order: now } = await orderDeskSetPaymentStatus({ path, body: { payment_status: to }, headers });
      put(now);
      const isBack = now.next_payment_statuses.includes(before) && before in PAYMENT_STEPS;
      toast({
        text: `${now.order_number}: ${PAYMENT_STEPS[to]?.done ?? to}.`,
        tone: "ok",
        action: isBack ? { label: "Undo", run: () => void pay(before as PaymentStep) } : undefined,
      });
    });

  return { busy, refused, step, pay, stepped };
}
