import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useReach } from "@/shared/permissions";
import { useSession } from "@/shared/session";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Empty } from "@/shared/ui/Empty";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { Pager } from "@/shared/ui/Pager";
import { Skeleton } from "@/shared/ui/Skeleton";
import { ordersQuery } from "./api";
import { OrderRow } from "./OrderRow";
import css from "./Orders.module.css";

const route = getRouteApi("/shop/orders");

export function OrdersPage() {
  const { page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  const email = useSession().me?.user.email;
  const everybodys = useReach("order:view") !== "own";
  const query = useQuery(ordersQuery(page, everybodys ? email : undefined));
  return (
    <>
      <PageHead title="Orders" />
      <Loaded query={query} skeleton={<Skeleton rows={6} height="4.5rem" />}>
        {({ orders, ...paging }) =>
          paging.total === 0 ? (
            <Empty
              action={
                <ButtonLink to="/products" variant="primary">
                  Look around the shop
                </ButtonLink>
              }
            >
              You have not ordered anything yet.
            </Empty>
          ) : (
            <>
              <ul className={css.list}>
                {orders.map((order) => (
                  <OrderRow key={order.id} order={order} />
                ))}
              </ul>
              <Pager
                paging={paging}
                onPage={(to) => void navigate({ search: to > 1 ? { page: to } : {}, resetScroll: true })}
              />
            </>
          )
        }
      </Loaded>
    </>
  );
}
