import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Button } from "@/shared/ui/Button";
import { Loaded } from "@/shared/ui/Loaded";
import { Papers } from "@/shared/ui/Papers";
import { Pill } from "@/shared/ui/Pill";
import { When } from "@/shared/ui/When";
import { orderQuery } from "./api";
import { Customer } from "./Customer";
import { Further } from "./Further";
import { NEXT, PANEL } from "./focus";
import { History } from "./History";
import { Items } from "./Items";
import { type Shown, STATUS_WORDS, type Status } from "./lanes";
import { Notes } from "./Notes";
import css from "./Panel.module.css";
import { Payment } from "./Payment";
import { StepButton } from "./StepButton";
import type { Steps } from "./steps";

interface Props {
  id: number;
  /** The order as the board knows it; one of another day is asked for. */
  known: Shown | undefined;
  checked: ReadonlySet<number>;
  onCheck: (item: number) => void;
  steps: Steps;
  onStep: (order: Shown, to: Status) => void;
  onClose: () => void;
}

/** Everything about one order, beside the board; on a phone in its place. */
export function Panel({ id, known, onClose, ...rest }: Props) {
  const asked = useQuery({ ...orderQuery(id), enabled: known === undefined });
  return (
    <section className={css.panel} aria-labelledby={PANEL}>
      <Button size="small" className={css.close} onClick={onClose} hotkey="Esc">
        Close
      </Button>
      {known ? (
        <Opened order={known} {...rest} />
      ) : (
        <>
          {!asked.data && (
            <h2 id={PANEL} tabIndex={-1}>
              Order
            </h2>
          )}
          <Loaded query={asked}>{(order) => <Opened order={order} {...rest} />}</Loaded>
        </>
      )}
    </section>
  );
}

function Opened({
  order,
  checked,
  onCheck,
  steps,
  onStep,
}: Omit<Props, "id" | "known" | "onClose"> & { order: Shown }) {
  const status = STATUS_WORDS[order.status];
  const title = useRef<HTMLHeadingElement>(null);

  // The button of the last step goes, and the focus must not go with it.
  useEffect(() => {
    if (order.next_statuses.length === 0 && document.activeElement === document.body) title.current?.focus();
  }, [order.next_statuses.length]);

  return (
    <>
      <header className={css.head}>
        <h2 id={PANEL} ref={title} tabIndex={-1}>
          {order.order_number}
        </h2>
        <p className={css.facts}>
          <Pill tone={status.tone}>{status.word}</Pill>
          <span className="muted">
            Placed <When moment={order.created_at} />
          </span>
        </p>
      </header>
      <StepButton id={NEXT} order={order} onStep={onStep} />
      <Payment order={order} steps={steps} />
      <Items order={order} checked={checked} onCheck={onCheck} />
      {order.customer_notes && (
        <section className={css.part}>
          <h3>The customer asks</h3>
          <p className={css.note}>{order.customer_notes}</p>
        </section>
      )}
      <Customer order={order} />
      <Papers order={order} className={css.part} level="h3" />
      <Notes order={order} />
      <Further order={order} steps={steps} />
      <History order={order} />
    </>
  );
}
