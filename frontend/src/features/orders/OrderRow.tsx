import { Link } from "@tanstack/react-router";
import type { OrderView } from "@/shared/api";
import { money, plural } from "@/shared/money";
import { orderStatus } from "@/shared/statuses";
import { Pill } from "@/shared/ui/Pill";
import { When } from "@/shared/ui/When";
import css from "./Orders.module.css";

export function OrderRow({ order }: { order: OrderView }) {
  const { label, tone } = orderStatus[order.status];
  return (
    <li className={css.row}>
      <div className={css.what}>
        <Link to="/orders/$orderId" params={{ orderId: String(order.id) }} className={css.number}>
          {order.order_number}
        </Link>
        <span className="muted">
          <When moment={order.created_at} />
        </span>
      </div>
      <Pill tone={tone}>{label}</Pill>
      <span className={css.pieces}>{plural(order.total_items, "item")}</span>
      <strong className={css.total}>{money(order.total)}</strong>
    </li>
  );
}
