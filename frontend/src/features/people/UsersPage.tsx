import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { text, useWords } from "@/shared/address";
import type { UserRow } from "@/shared/api";
import { Button } from "@/shared/ui/Button";
import { DataTable } from "@/shared/ui/DataTable";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { Pager } from "@/shared/ui/Pager";
import { useKeptFocus } from "@/shared/ui/useKeptFocus";
import type { Role } from "@/shared/wording";
import { type Account, accountOf } from "./accounts";
import { accountsQuery } from "./api";
import { KindChips } from "./KindChips";
import { KINDS } from "./kinds";
import { NewUserDialog } from "./NewUserDialog";
import { Nobody } from "./Nobody";
import css from "./People.module.css";
import { RoleDialog } from "./RoleDialog";
import { SearchField } from "./SearchField";
import { Selected } from "./Selected";
import { asked, sortingOf } from "./search";
import { userColumns } from "./userColumns";

const NONE: ReadonlySet<number> = new Set();
const id = (row: UserRow) => row.id;
const name = (row: UserRow) => row.username;

/** Every account, and what an admin does with it. */
export function UsersPage() {
  const { words, put } = useWords();
  const navigate = useNavigate();
  const kind = KINDS.find((one) => one.key === text(words, "kind"));
  const query = { ...asked(words), ...kind?.filter };
  const users = useQuery(accountsQuery(query));
  useKeptFocus(users.data);
  const [picked, setPicked] = useState(NONE);
  const [giving, setGiving] = useState<{ accounts: readonly Account[]; role: Role } | null>(null);
  const columns = useMemo(() => userColumns((user, role) => setGiving({ accounts: [accountOf(user)], role })), []);
  const open = useCallback(
    (row: UserRow) => void navigate({ to: "/office/users/$userId", params: { userId: String(row.id) } }),
    [navigate],
  );
  const chosen = users.data?.users.filter((user) => picked.has(user.id)).map((user) => accountOf(user)) ?? [];
  return (
    <>
      <PageHead title="Users">
        <Button variant="primary" onClick={() => put({ new: true })}>
          New user
        </Button>
      </PageHead>
      <div className={css.bar}>
        <KindChips current={kind?.key ?? ""} />
        <div className={css.search}>
          <SearchField label="Search users" />
        </div>
      </div>
      <Loaded query={users}>
        {(page) =>
          page.total === 0 ? (
            <Nobody
              q={query.q}
              first={kind?.key === "banned" ? "Nobody is banned." : "There is no such account."}
            />
          ) : (
            <div className={css.list}>
              <DataTable
                caption="Users"
                rows={page.users}
                columns={columns}
                id={id}
                name={name}
                sorting={sortingOf(query)}
                onSort={({ by, order }) => put({ sort_by: by, sort_order: order, page: undefined })}
                selected={picked}
                onSelect={setPicked}
                onOpen={open}
              />
              <Pager paging={page} onPage={(number) => put({ page: number })} />
              {chosen.length > 0 && (
                <Selected
                  accounts={chosen}
                  onRole={(role) => setGiving({ accounts: chosen, role })}
                  onClear={() => setPicked(NONE)}
                />
              )}
            </div>
          )
        }
      </Loaded>
      {giving && <RoleDialog {...giving} onClose={() => setGiving(null)} />}
      {words.new === true && <NewUserDialog onClose={() => put({ new: undefined })} />}
    </>
  );
}
