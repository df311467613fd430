import { useQueryClient } from "@tanstack/react-query";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { type OrderView, orderDeskSetPaymentStatus, orderDeskSetStatus, orderDeskUndoStatus } from "@/shared/api";
import { newKey } from "@/shared/http";
import { sayRefused, toast } from "@/shared/ui/toasts";
import { put } from "./api";
import { PAYMENT_DONE, type PaymentStep, STEPS, type Status } from "./lanes";

const UNDO_SECONDS = 10;

/** What is done with orders at the counter. Each is shown at once, and taken back where the server refuses. */
export interface Steps {
  going: ReadonlyMap<number, Status>;
  paying: number | null;
  step: (order: OrderView, to: Status) => Promise<void>;
  /** Take the last step back. */
  undo: () => Promise<void>;
  pay: (order: OrderView, to: PaymentStep) => Promise<void>;
  /** A step was taken in a form of its own. */
  stepped: (order: OrderView, undoUntil: string | null) => void;
}

export function useSteps(onUndone: (order: OrderView) => void): Steps {
  const queries = useQueryClient();
  const [going, setGoing] = useState<ReadonlyMap<number, Status>>(new Map());
  const [paying, setPaying] = useState<number | null>(null);
  const taken = useRef<OrderView[]>([]);
  const undone = useRef(onUndone);
  useLayoutEffect(() => {
    undone.current = onUndone;
  });

  const does = useMemo(() => {
    const keys = new Map<string, string>();

    /** Pressing again before the order has changed is the same attempt: a lost reply is not a second step. */
    function keyFor(deed: string, { id, updated_at }: OrderView): { "Idempotency-Key": string } {
      const attempt = `${deed} ${id} ${updated_at}`;
      const key = keys.get(attempt) ?? newKey();
      keys.set(attempt, key);
      return { "Idempotency-Key": key };
    }

    function known(order: OrderView): void {
      put(queries, order);
      for (const noun of ["orders", "reports"])
        void queries.invalidateQueries({ queryKey: [noun], refetchType: "none" });
    }

    function refused(error: unknown): void {
      sayRefused(error);
      // Somebody else was quicker, perhaps: look at how things are.
      void queries.invalidateQueries({ queryKey: ["board"] });
      void queries.invalidateQueries({ queryKey: ["orders"] });
    }

    function stepped(order: OrderView, undoUntil: string | null): void {
      known(order);
      const text = `${order.order_number} is ${STEPS[order.status]?.done ?? order.status}.`;
      if (undoUntil === null) return void toast({ text, tone: "ok" });
      taken.current = [...taken.current.slice(-9), order];
      toast({ text, tone: "ok", seconds: UNDO_SECONDS, action: { label: "Undo", run: () => void back(order) } });
    }

    async function step(order: OrderView, to: Status): Promise<void> {
      setGoing((now) => new Map(now).set(order.id, to));
      try {
        const said = await orderDeskSetStatus({
          path: { order_id: order.id },
          body: { status: to },
          headers: keyFor(to, order),
        });
        stepped(said.order, said.undo_until);
      } catch (error) {
        refused(error);
      } finally {
        setGoing((now) => new Map([...now].filter(([id]) => id !== order.id)));
      }
    }

    async function back(order: OrderView): Promise<void> {
      taken.current = taken.current.filter((one) => one !== order);
      try {
        const said = await orderDeskUndoStatus({
          path: { order_id: order.id },
          headers: keyFor("undo", order),
        });
        known(said.order);
        toast({ text: `${order.order_number} is back where it was.` });
        undone.current(said.order);
      } catch (error) {
        refused(error);
      }
    }

    async function undo(): Promise<void> {
      const last = taken.current.at(-1);
      if (last) await back(last);
    }

    async function pay(order: OrderView, to: PaymentStep): Promise<void> {
      setPaying(order.id);
      try {
        const said = await orderDeskSetPaymentStatus({
          path: { order_id: order.id },
          body: { payment_status: to },
          headers: keyFor(`payment ${to}`, order),
        });
        known(said.order);
        const before = said.order.next_payment_statuses.find((one) => one === order.payment_status);
        toast({
          text: `${order.order_number}: ${PAYMENT_DONE[to] ?? to}.`,
          tone: "ok",
          action:
            before && before !== "partially_refunded"
              ? { label: "Undo", run: () => void pay(said.order, before) }
              : undefined,
        });
      } catch (error) {
        refused(error);
      } finally {
        setPaying(null);
      }
    }

    return { step, undo, pay, stepped };
  }, [queries]);

  return { going, paying, ...does };
}
