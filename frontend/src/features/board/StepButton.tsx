import { Button } from "@/shared/ui/Button";
import { nextStep, type Shown, STEPS, type Status } from "./lanes";

interface Props {
  order: Shown;
  onStep: (order: Shown, to: Status) => void;
  id?: string;
  tabIndex?: number;
  onFocus?: () => void;
  /** It is what Enter does now. */
  chosen?: boolean;
  /** The order it is about, where the eye knows but the ear does not. */
  named?: boolean;
}

/** The one thing to do next with an order: the first step forward that the server allows. */
export function StepButton({ order, onStep, named, chosen = true, ...rest }: Props) {
  const to = nextStep(order);
  if (order.going)
    return (
      <Button variant={chosen ? "primary" : "secondary"} size="large" wide busy {...rest}>
        Saving…
      </Button>
    );
  if (!to) return null;
  return (
    <Button
      variant={chosen ? "primary" : "secondary"}
      size="large"
      wide
      hotkey={chosen ? "⏎" : undefined}
      onClick={() => onStep(order, to)}
      {...rest}
    >
      {STEPS[to]?.label}
      {named && <span className="visually-hidden"> {order.order_number}</span>}
    </Button>
  );
}
