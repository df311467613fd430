import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { count, money } from "@/shared/money";
import { useCan } from "@/shared/permissions";
import { attentionQuery } from "@/shared/reports";
import { orderStatus } from "@/shared/statuses";
import { Loaded } from "@/shared/ui/Loaded";
import { When } from "@/shared/ui/When";
import css from "./Few.module.css";
import { Panel } from "./Panel";

/** Orders that nobody has moved for too long. */
export function Waiting() {
  const attention = useQuery(attentionQuery);
  const leads = useCan("order:view-all");
  const waiting = attention.data?.waiting.count;
  return (
    <Panel
      title={waiting === undefined ? "Orders waiting" : `Orders waiting (${count(waiting)})`}
      more={
        leads && (
          <Link to="/office/orders" search={{ waiting: true }}>
            See all
          </Link>
        )
      }
    >
      <Loaded query={attention}>
        {({ waiting: { orders }, waiting_minutes }) =>
          orders.length === 0 ? (
            <p className="muted">None waits longer than {waiting_minutes} minutes.</p>
          ) : (
            <ul className={css.few}>
              {orders.map((order) => (
                <li key={order.id}>
                  <span>
                    {leads ? (
                      <Link to="/office/orders/$orderId" params={{ orderId: String(order.id) }}>
                        {order.order_number}
                      </Link>
                    ) : (
                      order.order_number
                    )}{" "}
                    {order.customer}
                  </span>
                  <span className={css.fact}>
                    {orderStatus[order.status].label}
                    {order.since && (
                      <>
                        {" "}
                        <When moment={order.since} />
                      </>
                    )}
                    , {money(order.total)}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
