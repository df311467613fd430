import type { OrderView } from "@/shared/api";
import { money } from "@/shared/money";
import { Button } from "@/shared/ui/Button";
import { Pill } from "@/shared/ui/Pill";
import { METHOD_WORDS, PAYMENT_STEPS, PAYMENT_WORDS, type PaymentStatus, type PaymentStep } from "./lanes";
import css from "./Panel.module.css";
import type { Steps } from "./steps";

/** Whether it is paid, and what may be said of that. */
export function Payment({ order, steps }: { order: OrderView; steps: Steps }) {
  const state = PAYMENT_WORDS[order.payment_status];
  const next = order.next_payment_statuses.filter((status) => isStep(status));
  const how = order.payment_method && (METHOD_WORDS[order.payment_method] ?? order.payment_method);
  return (
    <section className={css.part} aria-label="Payment">
      <p className={css.facts}>
        <Pill tone={state.tone}>{state.word}</Pill>
        <b className="number">{money(order.total)}</b>
        {how && <span className="muted">by {how}</span>}
        {order.amount_refunded > 0 && <span className="muted">{money(order.amount_refunded)} paid back</span>}
      </p>
      {next.length > 0 && (
        <div className={css.row}>
          {next.map((status) => (
            <Button
              key={status}
              busy={steps.paying === order.id}
              hotkey={status === "paid" ? "F9" : undefined}
              onClick={() => void steps.pay(order, status)}
            >
              {PAYMENT_STEPS[status]}
              {status === "paid" && ` ${money(order.total)}`}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}

const isStep = (status: PaymentStatus): status is PaymentStep => status in PAYMENT_STEPS;
