import { Link } from "@tanstack/react-router";
import type { OrderView } from "@/shared/api";
import { count, money } from "@/shared/money";
import { orderStatus, paymentStatus } from "@/shared/statuses";
import type { Column } from "@/shared/ui/DataTable";
import { Pill } from "@/shared/ui/Pill";
import { When } from "@/shared/ui/When";

export const COLUMNS: readonly Column<OrderView>[] = [
  {
    key: "number",
    header: "Order",
    cell: (order) => (
      <Link to="/office/orders/$orderId" params={{ orderId: String(order.id) }}>
        {order.order_number}
      </Link>
    ),
  },
  {
    key: "placed",
    header: "Placed",
    sort: "created_at",
    cell: (order) => <When moment={order.created_at} />,
  },
  { key: "customer", header: "Customer", cell: (order) => order.customer?.full_name ?? "–" },
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
  { key: "items", header: "Items", number: true, cell: (order) => count(order.total_items) },
  { key: "total", header: "Total", sort: "total", number: true, cell: (order) => money(order.total) },
];
