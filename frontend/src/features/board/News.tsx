import type { OrderView } from "@/shared/api";
import { money, plural } from "@/shared/money";

/** Tells who does not see the board that an order came in, between two things they do. */
export function News({ orders }: { orders: readonly OrderView[] }) {
  const [only] = orders;
  return (
    <p role="status" className="visually-hidden">
      {orders.length > 1 && plural(orders.length, "new order")}
      {orders.length === 1 &&
        only &&
        `New order ${only.order_number}, ${only.customer?.full_name ?? ""}, ${plural(only.total_items, "item")}, ${money(only.total)}`}
    </p>
  );
}
