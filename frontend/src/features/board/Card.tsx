import { memo } from "react";
import { money, plural } from "@/shared/money";
import { Pill } from "@/shared/ui/Pill";
import { Age } from "./Age";
import css from "./Card.module.css";
import { PAYMENT_WORDS, type Shown, STATUS_WORDS, type Status, spoken } from "./lanes";
import { StepButton } from "./StepButton";

export interface CardActs {
  /** The keyboard is on it now. */
  onReach: (id: number) => void;
  onOpen: (id: number) => void;
  onStep: (order: Shown, to: Status) => void;
}

interface Props extends CardActs {
  order: Shown;
  waiting: boolean;
  /** Whether the Tab key stops at it. */
  stop: boolean;
  open: boolean;
  fresh: boolean;
  /** Say where in its lane the order stands. */
  detailed: boolean;
}

export const cardId = (id: number) => `order-${id}`;

/** One order: who, what, how much, how old, and the next thing to do with it. */
export const Card = memo(function Card(props: Props) {
  const { order, waiting, stop, open, fresh, detailed, onReach, onOpen, onStep } = props;
  const { start, digits } = spoken(order.order_number);
  const payment = PAYMENT_WORDS[order.payment_status];
  const status = STATUS_WORDS[order.status];
  return (
    <li className={css.card} data-open={open || undefined} data-fresh={fresh || undefined}>
      <button
        type="button"
        id={cardId(order.id)}
        className={css.opener}
        tabIndex={stop ? 0 : -1}
        data-order={order.id}
        aria-keyshortcuts="Enter"
        onFocus={() => onReach(order.id)}
        onClick={() => onOpen(order.id)}
      >
        <span className={css.top}>
          <span className={css.number}>
            {start}
            <b>{digits}</b>
          </span>{" "}
          <Age since={order.created_at} waiting={waiting} />
        </span>{" "}
        <span className={css.who}>{order.customer?.full_name || "No name"}</span>{" "}
        <span className={css.what}>
          {plural(order.total_items, "item")}
          {order.items && ` · ${order.items.map((item) => item.product_name).join(", ")}`}
        </span>
      </button>
      <p className={css.money}>
        <b className="number">{money(order.total)}</b> <Pill tone={payment.tone}>{payment.word}</Pill>
        {detailed && <Pill tone={status.tone}>{status.word}</Pill>}
        {fresh && <Pill tone="info">New</Pill>}
      </p>
      <div className={css.step}>
        <StepButton
          order={order}
          onStep={onStep}
          named
          chosen={stop && !open}
          tabIndex={stop ? 0 : -1}
          onFocus={() => onReach(order.id)}
        />
      </div>
    </li>
  );
});
