import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useWords, whole } from "@/shared/address";
import type { OrderView } from "@/shared/api";
import { count, money } from "@/shared/money";
import { orderStatus, paymentStatus } from "@/shared/statuses";
import { type Column, DataTable } from "@/shared/ui/DataTable";
import { Empty } from "@/shared/ui/Empty";
import { Loaded } from "@/shared/ui/Loaded";
import { Pager } from "@/shared/ui/Pager";
import { Pill } from "@/shared/ui/Pill";
import { When } from "@/shared/ui/When";
import { ordersOfQuery } from "./api";
import css from "./People.module.css";

const COLUMNS: readonly Column<OrderView>[] = [
  {
    key: "number",
    header: "Order",
    cell: (order) => (
      <Link to="/office/orders/$orderId" params={{ orderId: String(order.id) }}>
        {order.order_number}
      </Link>
    ),
  },
  { key: "placed", header: "Placed", cell: (order) => <When moment={order.created_at} /> },
  { key: "items", header: "Items", number: true, cell: (order) => count(order.total_items) },
  { key: "total", header: "Total", number: true, cell: (order) => money(order.total) },
  {
    key: "status",
    header: "Status",
    cell: ({ status }) => <Pill tone={orderStatus[status].tone}>{orderStatus[status].label}</Pill>,
  },
  {
    key: "payment",
    header: "Payment",
    cell: ({ payment_status: paid }) => <Pill tone={paymentStatus[paid].tone}>{paymentStatus[paid].label}</Pill>,
  },
];

const id = (order: OrderView) => order.id;

/** What one customer ordered, as far back as the viewer sees orders. */
export function CustomerOrders({ userId, title }: { userId: number; title: string }) {
  const navigate = useNavigate();
  const { words, put } = useWords();
  const page = whole(words, "page") ?? 1;
  const orders = useQuery(ordersOfQuery(userId, page));
  return (
    <section className={css.section} aria-labelledby="orders">
      <h2 id="orders">{title}</h2>
      <Loaded query={orders}>
        {(found) =>
          found.total === 0 ? (
            <Empty>No {title.toLowerCase()}.</Empty>
          ) : (
            <>
              <DataTable
                caption={title}
                rows={found.orders}
                columns={COLUMNS}
                id={id}
                onOpen={(order) =>
                  void navigate({ to: "/office/orders/$orderId", params: { orderId: String(order.id) } })
                }
              />
              <Pager paging={found} onPage={(number) => put({ page: number })} />
            </>
          )
        }
      </Loaded>
    </section>
  );
}
