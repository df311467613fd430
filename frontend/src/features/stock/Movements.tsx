import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useWords } from "@/shared/address";
import type { LedgerView, MovementView } from "@/shared/api";
import { useReach } from "@/shared/permissions";
import { earliestQuery } from "@/shared/reports";
import { DataTable } from "@/shared/ui/DataTable";
import { Empty } from "@/shared/ui/Empty";
import { Pager } from "@/shared/ui/Pager";
import { movementColumns } from "./movementColumns";
import css from "./Stock.module.css";

const id = (movement: MovementView) => movement.id;

/** Everything that ever moved, newest first. */
export function Movements({ ledger }: { ledger: LedgerView }) {
  const { put } = useWords();
  const reach = useReach("order:view-all");
  const earliest = useQuery({ ...earliestQuery, enabled: reach !== null && reach !== "all" }).data;
  const columns = useMemo(() => movementColumns(reach, earliest), [reach, earliest]);
  return (
    <section className={css.list} aria-labelledby="movements">
      <h2 id="movements">Movements</h2>
      {ledger.total === 0 ? (
        <Empty>Nothing has moved yet.</Empty>
      ) : (
        <>
          <DataTable caption="Movements" rows={ledger.movements} columns={columns} id={id} />
          <Pager paging={ledger} onPage={(number) => put({ page: number })} />
        </>
      )}
    </section>
  );
}
