import { Link } from "@tanstack/react-router";
import type { UserRow } from "@/shared/api";
import type { Column } from "@/shared/ui/DataTable";
import { When } from "@/shared/ui/When";
import type { Role } from "@/shared/wording";
import { AccountMenu } from "./AccountMenu";
import { accountOf } from "./accounts";
import css from "./People.module.css";
import { RoleSelect } from "./RoleSelect";
import { Seen } from "./Seen";
import { State } from "./State";

/** What the list of accounts shows; `onRole` is told which role somebody might get. */
export function userColumns(onRole: (user: UserRow, role: Role) => void): readonly Column<UserRow>[] {
  return [
    {
      key: "name",
      header: "Name",
      sort: "name",
      cell: (user) => (
        <Link to="/office/users/$userId" params={{ userId: String(user.id) }}>
          {user.full_name ?? user.username}
        </Link>
      ),
    },
    { key: "username", header: "User name", sort: "username", cell: (user) => user.username },
    { key: "email", header: "E-mail", sort: "email", cell: (user) => user.email },
    {
      key: "role",
      header: "Role",
      sort: "role",
      cell: (user) =>
        user.state === "deleted" ? (
          user.role
        ) : (
          <RoleSelect name={user.username} role={user.role} onChoose={(role) => onRole(user, role)} />
        ),
    },
    { key: "seen", header: "Last seen", sort: "last_seen", cell: (user) => <Seen moment={user.last_seen_at} /> },
    { key: "since", header: "Opened", sort: "created_at", cell: (user) => <When moment={user.created_at} /> },
    { key: "state", header: "State", cell: (user) => <State user={user} /> },
    {
      key: "acts",
      header: "Actions",
      quiet: true,
      cell: (user) => (
        <div className={css.row}>
          <Link to="/office/audit" search={{ object: `user:${user.id}` }}>
            History<span className="visually-hidden"> of {user.username}</span>
          </Link>
          <AccountMenu account={accountOf(user)} />
        </div>
      ),
    },
  ];
}
