import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback } from "react";
import { oneOf, useWords, whole } from "@/shared/address";
import type { EmployeeRow } from "@/shared/api";
import { listed } from "@/shared/paging";
import { type Column, DataTable } from "@/shared/ui/DataTable";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { Pager } from "@/shared/ui/Pager";
import { SelectField } from "@/shared/ui/SelectField";
import { sentence } from "@/shared/wording";
import { employeesQuery } from "./api";
import { EmployeePanel } from "./EmployeePanel";
import { shift } from "./employment";
import { Nobody } from "./Nobody";
import css from "./People.module.css";
import { SearchField } from "./SearchField";
import { Seen } from "./Seen";
import { State } from "./State";
import { asked, sortingOf } from "./search";

const ROLES = ["cashier", "manager"] as const;
const ROLE_OPTIONS = [
  { value: "", label: "Every role" },
  ...ROLES.map((role) => ({ value: role, label: `${sentence(role)}s` })),
];

const COLUMNS: readonly Column<EmployeeRow>[] = [
  {
    key: "name",
    header: "Name",
    sort: "name",
    cell: (row) => (
      <Link to="." search={((old: object) => ({ ...old, person: row.id })) as never} resetScroll={false}>
        {row.profile?.full_name || row.username}
      </Link>
    ),
  },
  { key: "number", header: "Employee no.", cell: (row) => row.profile?.employee_id ?? "–" },
  { key: "email", header: "E-mail", sort: "email", cell: (row) => row.email },
  { key: "phone", header: "Phone", cell: (row) => row.profile?.phone ?? "–" },
  { key: "role", header: "Role", sort: "role", cell: (row) => sentence(row.role) },
  {
    key: "shift",
    header: "Shift",
    cell: (row) => shift(row.profile?.shift_start, row.profile?.shift_end) || "–",
  },
  { key: "seen", header: "Last seen", sort: "last_seen", cell: (row) => <Seen moment={row.last_seen_at} /> },
  { key: "state", header: "State", cell: (row) => <State user={row} /> },
];

const id = (row: EmployeeRow) => row.id;

/** Who works here. */
export function EmployeesPage() {
  const { words, put } = useWords();
  const role = oneOf(words, "role", ROLES);
  const query = { ...asked(words), ...(role ? { role } : {}) };
  const employees = useQuery(employeesQuery(query));
  const open = useCallback((row: EmployeeRow) => put({ person: row.id }), [put]);
  const person = whole(words, "person");
  return (
    <>
      <PageHead title="Employees" lead="Cashiers and managers" />
      <div className={css.bar}>
        <span role="status">{employees.data ? listed(employees.data, "employee") : ""}</span>
        <div className={css.filters}>
          <SelectField
            label="Role"
            hideLabel
            options={ROLE_OPTIONS}
            value={role ?? ""}
            onChange={(event) => put({ role: event.target.value || undefined, page: undefined })}
          />
          <div className={css.search}>
            <SearchField label="Search employees" />
          </div>
        </div>
      </div>
      <Loaded query={employees}>
        {(page) =>
          page.total === 0 ? (
            <Nobody q={query.q} first={`There is no ${role ?? "employee"} yet.`} />
          ) : (
            <div className={css.list}>
              <DataTable
                caption="Employees"
                rows={page.employees}
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
      {person && <EmployeePanel userId={person} onClose={() => put({ person: undefined })} />}
    </>
  );
}
