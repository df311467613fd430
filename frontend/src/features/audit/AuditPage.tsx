import { useQuery } from "@tanstack/react-query";
import { useWords } from "@/shared/address";
import { listed } from "@/shared/paging";
import { Button } from "@/shared/ui/Button";
import { Empty } from "@/shared/ui/Empty";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { Pager } from "@/shared/ui/Pager";
import css from "./Audit.module.css";
import { trailQuery } from "./api";
import { Filters } from "./Filters";
import { asked } from "./search";
import { Trail } from "./Trail";

const NO_FILTER = {
  actor: undefined,
  action: undefined,
  object: undefined,
  outcome: undefined,
  from: undefined,
  to: undefined,
  page: undefined,
  entry: undefined,
};

/** Who did what: every write of the staff, and every attempt that was refused. */
export function AuditPage() {
  const { words, put } = useWords();
  const query = asked(words);
  const trail = useQuery(trailQuery(query));
  const { page: _, ...filter } = query;
  const filtered = Object.keys(filter).length > 0;
  const clear = <Button onClick={() => put(NO_FILTER)}>Clear the filters</Button>;
  return (
    <>
      <PageHead
        title="Audit"
        lead="Every write of the staff, and every attempt that was refused. Nothing here is ever changed."
      >
        {filtered && clear}
      </PageHead>
      <Filters entries={trail.data?.entries ?? []} />
      <p role="status" className={css.found}>
        {trail.data && listed(trail.data, "entry", "entries")}
      </p>
      <Loaded query={trail}>
        {(page) =>
          page.entries.length === 0 ? (
            <Empty action={filtered && clear}>
              {filtered
                ? `Nothing is written down for ${Object.entries(filter)
                    .map(([name, value]) => `${name} ${value}`)
                    .join(", ")}.`
                : "Nothing is written down yet."}
            </Empty>
          ) : (
            <div className={css.trail}>
              <Trail entries={page.entries} />
              <Pager paging={page} onPage={(number) => put({ page: number, entry: undefined })} />
            </div>
          )
        }
      </Loaded>
    </>
  );
}
