import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  type OrderView,
  orderDeskPreviewRefund,
  ordersAllOrders,
  ordersShow,
  ordersTimeline,
  type RefundOrder,
} from "@/shared/api";
import { queries } from "@/shared/queries";
import type { Asked } from "./search";

const A_PAGE = 25;
const LIVE = 30_000;

export function ordersQuery(asked: Asked) {
  return queryOptions({
    queryKey: ["orders", "desk", asked],
    queryFn: () => ordersAllOrders({ query: { ...asked, per_page: A_PAGE } }),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE,
  });
}

export function orderQuery(id: number) {
  return queryOptions({
    queryKey: ["orders", id],
    queryFn: () => ordersShow({ path: { order_id: id } }),
    refetchInterval: LIVE,
  });
}

export function timelineQuery(id: number) {
  return queryOptions({
    queryKey: ["orders", id, "timeline"],
    queryFn: () => ordersTimeline({ path: { order_id: id } }),
    refetchInterval: LIVE,
  });
}

/** What a refund would do now. A refusal is an answer too. */
export function previewQuery(id: number, body: RefundOrder) {
  return queryOptions({
    queryKey: ["orders", id, "refund", body],
    queryFn: () => orderDeskPreviewRefund({ path: { order_id: id }, body }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Show an order as the server now has it, and ask anew for what a change of it touches. */
export function put(order: OrderView): void {
  queries.setQueryData(orderQuery(order.id).queryKey, order);
  for (const noun of ["orders", "board", "reports", "products", "stock", "audit"])
    void queries.invalidateQueries({ queryKey: [noun] });
}

/** A refund was made: nobody needs to know any more what it would have done. */
export function forgetPreviews(id: number): void {
  queries.removeQueries({ queryKey: ["orders", id, "refund"] });
}

/** Something was refused: look at how things are. */
export function lookAgain(id: number): Promise<void> {
  return queries.invalidateQueries({ queryKey: ["orders", id] });
}
