import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { When } from "@/shared/ui/When";
import { orderQuery } from "./api";
import { DeskOrder } from "./DeskOrder";

/** One order, and everything its viewer may do with it. */
export function DeskOrderPage() {
  const id = Number(useParams({ strict: false }).orderId);
  const order = useQuery(orderQuery(id));
  return (
    <>
      <PageHead
        title={order.data?.order_number ?? "Order"}
        lead={
          order.data && (
            <>
              Placed <When moment={order.data.created_at} />
              {order.data.customer && ` by ${order.data.customer.full_name}`}
            </>
          )
        }
      >
        <ButtonLink to="/office/orders" variant="quiet">
          All orders
        </ButtonLink>
      </PageHead>
      <Loaded query={order}>{(found) => <DeskOrder key={found.id} order={found} />}</Loaded>
    </>
  );
}
