import { useEffect, useRef } from "react";
import type { OrderView } from "@/shared/api";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { Locked } from "@/shared/ui/Locked";
import css from "./Order.module.css";

interface Props {
  order: OrderView;
  /** It is being cancelled, and can still be kept. */
  going: boolean;
  onCancel: () => void;
  onKeep: () => void;
}

const LABEL = "Cancel order";

export function CancelOrder({ order, going, onCancel, onKeep }: Props) {
  const mayCancel = useCan("order:cancel-own");
  const place = useRef<HTMLSpanElement>(null);
  const before = useRef(going);

  useEffect(() => {
    if (before.current === going) return;
    before.current = going;
    // The button that was pressed is gone; what takes its place gets the focus, unless the person went elsewhere.
    if (document.activeElement !== document.body) return;
    (place.current?.querySelector("button") ?? document.querySelector("h1"))?.focus();
  }, [going]);

  function control() {
    if (going) return <Button onClick={onKeep}>Undo: keep the order</Button>;
    if (!mayCancel) return <Locked label={LABEL} permission="order:cancel-own" />;
    if (order.actions.includes("cancel")) {
      return (
        <Button variant="danger" onClick={onCancel}>
          {LABEL}
        </Button>
      );
    }
    return order.cancel_refusal && <Locked label={LABEL} reason={order.cancel_refusal} />;
  }

  if (order.cancelled_at) return null;
  return (
    <span ref={place} className={css.cancel}>
      {control()}
    </span>
  );
}
