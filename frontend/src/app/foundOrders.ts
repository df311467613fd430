import type { SpotlightActionData } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type OrderView, ordersAllOrders, ordersSearch } from "@/shared/api";
import { ApiError } from "@/shared/errors";
import { money } from "@/shared/money";
import { useCan } from "@/shared/permissions";
import { useSettled } from "@/shared/settled";
import { orderStatus } from "@/shared/statuses";

const A_FEW = 5;

/** The number of an order, or the end of one, in what was typed: `100431`, `ORD-100431`, `431 mug`. */
function numberIn(typed: string): string {
  return /\d{3,}/.exec(typed)?.[0] ?? "";
}

async function search(number: string): Promise<OrderView[]> {
  try {
    return [await ordersSearch({ query: { number } })];
  } catch (error) {
    if (error instanceof ApiError && error.status < 500) return [];
    throw error;
  }
}

/** Orders whose number is being typed, and what of a single one can be refunded, as entries of the palette. */
export function useFoundOrders(typed: string): SpotlightActionData[] {
  const navigate = useNavigate();
  const lists = useCan("order:view-all");
  const searches = useCan("order:search");
  const number = useSettled(numberIn(typed), 150);
  const { data = [] } = useQuery({
    queryKey: ["orders", "found", number, lists],
    queryFn: async () =>
      lists ? (await ordersAllOrders({ query: { q: number, per_page: A_FEW } })).orders : search(number),
    enabled: number !== "" && searches,
  });
  if (numberIn(typed) === "") return [];

  const show = (order: OrderView, refund?: number) =>
    void navigate(
      lists
        ? { to: "/office/orders/$orderId", params: { orderId: String(order.id) }, search: refund ? { refund } : {} }
        : { to: "/counter/today", search: { order: order.id } },
    );
  const entry = (order: OrderView): SpotlightActionData => ({
    id: `order-${order.id}`,
    label: `Order ${order.order_number}`,
    description: `${order.customer?.full_name ?? ""} · ${orderStatus[order.status].label} · ${money(order.total)}`,
    onClick: () => show(order),
  });
  const refunds = (order: OrderView): SpotlightActionData[] =>
    order.actions.includes("refund") && lists
      ? (order.items ?? [])
          .filter((item) => item.quantity > item.refunded_quantity)
          .map((item) => ({
            id: `refund-${item.id}`,
            label: `Refund 1 × ${item.product_name}`,
            description: `of ${order.order_number}`,
            onClick: () => show(order, item.id),
          }))
      : [];
  const [only, another] = data;
  return [...data.map(entry), ...(only && !another ? refunds(only) : [])];
}

/** Entries in which every word that was typed stands somewhere. */
export function matching(typed: string, actions: SpotlightActionData[]): SpotlightActionData[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return actions.filter(({ label, description }) => {
    const said = `${label} ${description ?? ""}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
