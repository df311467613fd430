import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { useWords } from "@/shared/address";
import type { CustomerRow } from "@/shared/api";
import { count, money } from "@/shared/money";
import { listed } from "@/shared/paging";
import { useReach } from "@/shared/permissions";
import { type Column, DataTable } from "@/shared/ui/DataTable";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { Pager } from "@/shared/ui/Pager";
import { within } from "@/shared/wording";
import { customersQuery } from "./api";
import { Nobody } from "./Nobody";
import css from "./People.module.css";
import { SearchField } from "./SearchField";
import { Seen } from "./Seen";
import { State } from "./State";
import { asked, sortingOf } from "./search";

const COLUMNS: readonly Column<CustomerRow>[] = [
  {
    key: "name",
    header: "Name",
    sort: "name",
    cell: (row) => (
      <Link to="/office/customers/$userId" params={{ userId: String(row.user_id) }}>
        {row.full_name || row.user.username}
      </Link>
    ),
  },
  { key: "email", header: "E-mail", sort: "email", cell: (row) => row.email },
  { key: "phone", header: "Phone", cell: (row) => row.phone ?? "–" },
  { key: "city", header: "City", cell: (row) => row.address.city ?? "–" },
  { key: "orders", header: "Paid orders", number: true, cell: (row) => count(row.orders_count) },
  { key: "spent", header: "Spent", number: true, cell: (row) => money(row.total_spent) },
  { key: "seen", header: "Last seen", sort: "last_seen", cell: (row) => <Seen moment={row.last_seen_at} /> },
  { key: "state", header: "State", cell: (row) => <State user={row.user} /> },
];

const id = (row: CustomerRow) => row.user_id;

/** Who shops here. */
export function CustomersPage() {
  const { words, put } = useWords();
  const navigate = useNavigate();
  const query = asked(words);
  const customers = useQuery(customersQuery(query));
  const far = useReach("order:view-all");
  const open = useCallback(
    (row: CustomerRow) =>
      void navigate({ to: "/office/customers/$userId", params: { userId: String(row.user_id) } }),
    [navigate],
  );
  return (
    <>
      <PageHead
        title="Customers"
        lead={far && far !== "all" ? `Orders and what was spent are those ${within(far)}.` : undefined}
      />
      <div className={css.bar}>
        <span role="status">{customers.data ? listed(customers.data, "customer") : ""}</span>
        <div className={css.search}>
          <SearchField label="Search customers" />
        </div>
      </div>
      <Loaded query={customers}>
        {(page) =>
          page.total === 0 ? (
            <Nobody q={query.q} first="Nobody has opened an account yet." />
          ) : (
            <div className={css.list}>
              <DataTable
                caption="Customers"
                rows={page.customers}
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
