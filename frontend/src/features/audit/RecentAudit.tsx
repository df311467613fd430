import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { oneOf, useWords } from "@/shared/address";
import { Empty } from "@/shared/ui/Empty";
import { Loaded } from "@/shared/ui/Loaded";
import { SelectField } from "@/shared/ui/SelectField";
import css from "./Audit.module.css";
import { trailQuery } from "./api";
import { Trail } from "./Trail";

const SIDES = ["did", "became"] as const;
const OPTIONS = [
  { value: "did", label: "What they did" },
  { value: "became", label: "What was done to their account" },
];

/** The newest of what somebody did, or of what was done to their account. */
export function RecentAudit({ userId }: { userId: number }) {
  const { words, put } = useWords();
  const side = oneOf(words, "audit", SIDES) ?? "did";
  const filter: Record<string, string | number> = side === "did" ? { actor: userId } : { object: `user:${userId}` };
  const trail = useQuery(trailQuery({ ...filter, page: 1, per_page: 10 }));
  return (
    <section className={css.trail} aria-labelledby="history">
      <div className={css.recent}>
        <h2 id="history">Audit</h2>
        <SelectField
          label="Which entries"
          hideLabel
          options={OPTIONS}
          value={side}
          onChange={(event) => put({ audit: event.target.value, entry: undefined }, true)}
        />
        <Link to="/office/audit" search={filter}>
          All of it
        </Link>
      </div>
      <Loaded query={trail}>
        {({ entries }) =>
          entries.length === 0 ? <Empty>Nothing is written down.</Empty> : <Trail entries={entries} level={3} />
        }
      </Loaded>
    </section>
  );
}
