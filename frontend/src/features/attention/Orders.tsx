import { Link } from "@tanstack/react-router";
import type { LateOrdersView } from "@/shared/api";
import { money } from "@/shared/money";
import { orderStatus, paymentStatus } from "@/shared/statuses";
import { Pill } from "@/shared/ui/Pill";
import { When } from "@/shared/ui/When";
import css from "./Attention.module.css";
import { Group } from "./Group";

interface Props {
  title: string;
  group: LateOrdersView;
  /** What the list of orders is narrowed to. */
  all: Record<string, string | boolean>;
}

export function Orders({ title, group, all }: Props) {
  return (
    <Group
      title={title}
      number={group.count}
      all={
        <Link to="/office/orders" search={all}>
          See all
        </Link>
      }
    >
      {group.orders.map((order) => {
        const said = order.payment_status === "failed" ? paymentStatus.failed : orderStatus[order.status];
        return (
          <li key={order.id}>
            <span className={css.what}>
              <Link to="/office/orders/$orderId" params={{ orderId: String(order.id) }}>
                {order.order_number}
              </Link>
              <span>{order.customer}</span>
            </span>
            <span className={css.fact}>{money(order.total)}</span>
            <span className={css.state}>
              <Pill tone={said.tone}>{said.label}</Pill>
              {order.since && (
                <span>
                  since <When moment={order.since} />
                </span>
              )}
            </span>
          </li>
        );
      })}
    </Group>
  );
}
