import { text, useWords } from "@/shared/address";
import type { OrderView } from "@/shared/api";
import { useCan } from "@/shared/permissions";
import { Papers } from "@/shared/ui/Papers";
import { useKeptFocus } from "@/shared/ui/useKeptFocus";
import { useActs } from "./acts";
import { Customer } from "./Customer";
import { DeleteOrder } from "./DeleteOrder";
import css from "./Desk.module.css";
import { History } from "./History";
import { Lines } from "./Lines";
import { Notes } from "./Notes";
import { Payment } from "./Payment";
import { RefundDialog } from "./RefundDialog";
import { OPEN } from "./refund";
import { Steps } from "./Steps";

/** The parts of an order: what it is on one side, what is done with it on the other. The address opens a refund. */
export function DeskOrder({ order }: { order: OrderView }) {
  const { words, put } = useWords();
  const acts = useActs(order);
  const canRefund = useCan("order:refund");
  const refund = canRefund ? text(words, "refund") : undefined;
  useKeptFocus(`${order.status} ${order.payment_status} ${order.amount_refunded} ${refund}`);
  return (
    <div className={css.order}>
      <div className={css.acts}>
        <Steps order={order} acts={acts} />
        <Payment order={order} acts={acts} onRefund={() => put({ refund: OPEN })} />
      </div>
      <div className={css.main}>
        <Lines order={order} onRefund={(item) => put({ refund: item })} />
        <Notes order={order} />
        <History order={order} />
      </div>
      <div className={css.side}>
        <Customer order={order} />
        <Papers order={order} className={css.card} level="h2" />
        <div>
          <DeleteOrder order={order} />
        </div>
      </div>
      {refund && (
        <RefundDialog key={refund} order={order} start={refund} onClose={() => put({ refund: undefined }, true)} />
      )}
    </div>
  );
}
