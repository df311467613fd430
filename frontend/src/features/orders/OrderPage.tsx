import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { money } from "@/shared/money";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { Skeleton } from "@/shared/ui/Skeleton";
import { When } from "@/shared/ui/When";
import { orderQuery } from "./api";
import { Order } from "./Order";

interface Props {
  /** What lets somebody review an article of the order. */
  review: (article: { productId: number; name: string }) => ReactNode;
}

const route = getRouteApi("/shop/orders/$orderId");

export function OrderPage({ review }: Props) {
  const { orderId } = route.useParams();
  const { placed } = route.useSearch();
  const query = useQuery(orderQuery(Number(orderId)));
  const order = query.data?.order;
  return (
    <>
      <PageHead
        title={order ? `Order ${order.order_number}` : "Order"}
        lead={
          order && (
            <>
              Placed <When moment={order.created_at} /> · {money(order.total)}
            </>
          )
        }
      />
      <Loaded query={query} skeleton={<Skeleton rows={4} height="7rem" />}>
        {(followed) => <Order key={orderId} {...followed} placed={placed ?? false} review={review} />}
      </Loaded>
    </>
  );
}
