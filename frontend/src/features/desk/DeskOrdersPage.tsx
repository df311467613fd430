import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { useWords } from "@/shared/address";
import type { OrderView } from "@/shared/api";
import { listed } from "@/shared/paging";
import { useReach } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { DataTable } from "@/shared/ui/DataTable";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { Pager } from "@/shared/ui/Pager";
import { within } from "@/shared/wording";
import { ordersQuery } from "./api";
import { COLUMNS } from "./columns";
import { Filters } from "./Filters";
import { Nothing } from "./Nothing";
import css from "./Orders.module.css";
import { asked, FILTERS, NOTHING, sortingOf } from "./search";
import { Views } from "./Views";

const id = (order: OrderView) => order.id;

/** The orders one reaches, as the server filtered, sorted and counted them. */
export function DeskOrdersPage() {
  const { words, put } = useWords();
  const navigate = useNavigate();
  const query = asked(words);
  const orders = useQuery(ordersQuery(query));
  const far = useReach("order:view-all");
  const narrowed = FILTERS.some((name) => query[name] !== undefined);
  const open = useCallback(
    (order: OrderView) => void navigate({ to: "/office/orders/$orderId", params: { orderId: String(order.id) } }),
    [navigate],
  );
  return (
    <>
      <PageHead title="Orders" lead={far && far !== "all" ? `Those ${within(far)}.` : undefined} />
      <Views asked={query} />
      <Filters asked={query} />
      <div className={css.found}>
        <span role="status">{orders.data ? listed(orders.data, "order") : ""}</span>
        {narrowed && orders.data?.total !== 0 && (
          <Button size="small" variant="quiet" onClick={() => put({ ...NOTHING, page: undefined })}>
            Clear the filters
          </Button>
        )}
      </div>
      <Loaded query={orders}>
        {(page) =>
          page.total === 0 ? (
            <Nothing asked={query} />
          ) : (
            <div className={css.list}>
              <DataTable
                caption="Orders"
                rows={page.orders}
                columns={COLUMNS}
                id={id}
                sorting={sortingOf(query)}
                onSort={({ by, order }) => put({ sort_by: by, sort_order: order, page: undefined })}
                onOpen={open}
              />
              <Pager paging={page} onPage={(number) => put({ page: number })} />
            </div>
          )
        }
      </Loaded>
    </>
  );
}
