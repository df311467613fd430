import type { OrderView } from "@/shared/api";
import { money } from "@/shared/money";
import { useCan } from "@/shared/permissions";
import { paidBy, paymentStatus } from "@/shared/statuses";
import { Button } from "@/shared/ui/Button";
import { Locked } from "@/shared/ui/Locked";
import { Pill } from "@/shared/ui/Pill";
import type { Acts } from "./acts";
import css from "./Desk.module.css";
import { PAYMENT_STEPS, type PaymentStep } from "./words";

/** Whether it is paid, what of that went back, and what may be said of it. */
export function Payment({ order, acts, onRefund }: { order: OrderView; acts: Acts; onRefund: () => void }) {
  const canRefund = useCan("order:refund");
  const { label, tone } = paymentStatus[order.payment_status];
  const next = order.next_payment_statuses.filter((status) => status in PAYMENT_STEPS) as PaymentStep[];
  return (
    <section className={css.card} aria-labelledby="payment">
      <div className={css.title}>
        <h2 id="payment">Payment</h2>
        <Pill tone={tone}>{label}</Pill>
      </div>
      <dl className={css.facts}>
        <div>
          <dt>Method</dt>
          <dd>{paidBy(order.payment_method)}</dd>
        </div>
        <div>
          <dt>Paid</dt>
          <dd>{money(order.amount_paid)}</dd>
        </div>
        <div>
          <dt>Paid back</dt>
          <dd>{money(order.amount_refunded)}</dd>
        </div>
      </dl>
      <div className={css.row}>
        {next.map((status) => (
          <Button
            key={status}
            variant={status === "paid" ? "primary" : "secondary"}
            busy={acts.busy === `payment ${status}`}
            onClick={() => void acts.pay(status)}
          >
            {PAYMENT_STEPS[status]?.label}
            {status === "paid" && ` ${money(order.total)}`}
          </Button>
        ))}
        {order.actions.includes("refund") && <Button onClick={onRefund}>Refund…</Button>}
        {!canRefund && <Locked label="Refund" permission="order:refund" />}
      </div>
    </section>
  );
}
