import type { OrderItemView, PreviewLineView } from "@/shared/api";
import { money, plural } from "@/shared/money";
import { CheckField } from "@/shared/ui/CheckField";
import { Quantity } from "@/shared/ui/Quantity";
import css from "./Refund.module.css";
import { type Chosen, unitsLeft } from "./refund";

interface Props {
  item: OrderItemView;
  chosen: Chosen;
  /** What the shop says of it, once it was asked. */
  said: PreviewLineView | undefined;
  /** What it says is about what is chosen now. */
  ready: boolean;
  onChange: (chosen: Chosen) => void;
}

/** How many of a line are paid back, whether they go back on the shelf, and what they are worth. */
export function RefundLine({ item, chosen, said, ready, onChange }: Props) {
  const isChosen = chosen.quantity > 0;
  const shelved = ready ? said?.restock : (chosen.restock ?? said?.restock);
  const isKept = ready && chosen.restock !== undefined && shelved !== chosen.restock;
  return (
    <li className={css.line} data-chosen={isChosen || undefined}>
      <Quantity
        of={item.product_name}
        value={chosen.quantity}
        least={0}
        most={unitsLeft(item)}
        onChange={(quantity) => onChange({ ...chosen, quantity })}
      />
      <span className={css.article}>
        <b>{item.product_name}</b>
        <span className="muted">
          {item.product_sku} · {plural(unitsLeft(item), "unit")} left
        </span>
      </span>
      {isChosen && shelved !== undefined && (
        <CheckField
          label={
            <>
              Back on the shelf<span className="visually-hidden">: {item.product_name}</span>
              {isKept && <span className="muted"> – not with this order</span>}
            </>
          }
          checked={shelved}
          onChange={(event) => onChange({ ...chosen, restock: event.target.checked })}
        />
      )}
      <span className={css.amount}>{isChosen && said ? money(said.amount) : ""}</span>
    </li>
  );
}
