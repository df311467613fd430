import { useQuery } from "@tanstack/react-query";
import { oneOf, useWords, whole } from "@/shared/address";
import type { ImportRowView, ImportView } from "@/shared/api";
import { count } from "@/shared/money";
import { DataTable } from "@/shared/ui/DataTable";
import { Empty } from "@/shared/ui/Empty";
import { Loaded } from "@/shared/ui/Loaded";
import { Pager } from "@/shared/ui/Pager";
import css from "./Import.module.css";
import { IMPORT_COLUMNS } from "./ImportColumns";
import { KINDS, type Kind, rowsQuery } from "./imports";

const NAMES = Object.keys(KINDS) as Kind[];
const line = (row: ImportRowView) => row.line;

/** What each row of a list does. */
export function ImportRows({ seen }: { seen: ImportView }) {
  const { words, put } = useWords();
  const kind = oneOf(words, "kind", NAMES);
  const rows = useQuery(rowsQuery(seen.id, kind, whole(words, "page") ?? 1));
  const show = (next: Kind | undefined) => put({ kind: next, page: undefined }, true);
  return (
    <section className={css.rows} aria-labelledby="rows">
      <h2 id="rows" className="visually-hidden">
        Rows
      </h2>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons that filter are no fields of a form */}
      <div className={css.chips} role="group" aria-label="Which rows">
        <button type="button" className={css.chip} aria-pressed={!kind} onClick={() => show(undefined)}>
          All rows
        </button>
        {NAMES.map((one) => (
          <button
            key={one}
            type="button"
            className={css.chip}
            aria-pressed={one === kind}
            onClick={() => show(one)}
          >
            {KINDS[one].label} <span>{count(seen.counts[one])}</span>
          </button>
        ))}
      </div>
      <Loaded query={rows}>
        {(page) =>
          page.total === 0 ? (
            <Empty>{kind ? `No row is ${KINDS[kind].label.toLowerCase()}.` : "The list has no rows."}</Empty>
          ) : (
            <>
              <DataTable caption="Rows of the list" rows={page.rows} columns={IMPORT_COLUMNS} id={line} />
              <Pager paging={page} onPage={(number) => put({ page: number })} />
            </>
          )
        }
      </Loaded>
      <details className={css.details}>
        <summary>What the columns were taken for</summary>
        <dl className={css.mapping}>
          {Object.entries(seen.mapping).map(([column, field]) => (
            <div key={column}>
              <dt>{column}</dt>
              <dd>{String(field)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
