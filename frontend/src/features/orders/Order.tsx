import type { ReactNode } from "react";
import { useDelayed } from "@/shared/delayed";
import { cancelOrder, type Followed } from "./api";
import { useBuyAgain } from "./BuyAgain";
import { CancelOrder } from "./CancelOrder";
import { course } from "./course";
import { Facts } from "./Facts";
import { History } from "./History";
import { Lines } from "./Lines";
import css from "./Order.module.css";
import { Placed } from "./Placed";
import { Receipt } from "./Receipt";
import { Track } from "./Track";

interface Props extends Followed {
  placed: boolean;
  review: (article: { productId: number; name: string }) => ReactNode;
}

/** An order as its customer follows it. */
export function Order({ order, events, placed, review }: Props) {
  const { going, begin, takeBack } = useDelayed<number>();
  const again = useBuyAgain(order);
  const cancelling = going.has(order.id);
  const steps = course(order, events);

  return (
    <div className={css.order}>
      {placed && !cancelling && !order.cancelled_at && <Placed order={order} />}
      <section className={css.card} aria-labelledby="stands">
        <div className={css.head}>
          <div role="status">
            <h2 id="stands">
              {cancelling ? "Being cancelled" : steps.findLast((step) => step.state !== "coming")?.label}
            </h2>
          </div>
          <div className={css.actions}>
            {again.button}
            <Receipt order={order} />
            <CancelOrder
              order={order}
              going={cancelling}
              onCancel={() =>
                begin(order.id, {
                  text: `Order ${order.order_number} is being cancelled.`,
                  run: () => cancelOrder(order.id),
                })
              }
              onKeep={() => takeBack(order.id)}
            />
          </div>
        </div>
        <div>
          <Track steps={steps} />
          {again.result}
        </div>
      </section>
      <div className={css.columns}>
        <Lines order={order} review={review} />
        <div className={css.side}>
          <Facts order={order} />
          <History events={events} />
        </div>
      </div>
    </div>
  );
}
