import type { OrderView, RefundPreview } from "@/shared/api";
import { money } from "@/shared/money";
import { orderStatus } from "@/shared/statuses";
import css from "./Refund.module.css";
import { sentenceFor } from "./refund";

interface Props {
  order: OrderView;
  preview: RefundPreview | undefined;
  /** What is said while there is nothing to tell. */
  idle: string;
}

/** What the refund would do, as the shop computed it, before anybody presses. */
export function Outcome({ order, preview, idle }: Props) {
  const shelved = preview?.items.filter((line) => line.restock) ?? [];
  return (
    <div className={css.outcome} role="status">
      {!preview && <p className="muted">{idle}</p>}
      {preview && (
        <>
          <p className={css.sentence}>{sentenceFor(preview)}</p>
          <p className="muted">
            {shelved.length > 0 &&
              `Back on the shelf: ${shelved.map((line) => `${line.quantity} × ${line.product_name}`).join(", ")}. `}
            {preview.left.amount > 0
              ? `${money(preview.left.amount)} could still be paid back afterwards.`
              : "Nothing is left to pay back afterwards."}
            {preview.status !== order.status &&
              ` The order becomes ${orderStatus[preview.status].label.toLowerCase()}.`}
          </p>
        </>
      )}
    </div>
  );
}
