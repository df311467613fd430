import type { UseQueryResult } from "@tanstack/react-query";
import type { SalesView } from "@/shared/api";
import { Loaded } from "@/shared/ui/Loaded";
import { Chart } from "./Chart";
import { period } from "./names";
import { Panel } from "./Panel";
import { pointsOf } from "./points";
import css from "./Report.module.css";

const PIECES = { hour: "Hour", day: "Day", week: "Week", month: "Month" } as const;

/** Net sales over days, this time and the time before, as far as the person may look. */
export function Trend({ query }: { query: UseQueryResult<SalesView> }) {
  const bones = (
    <Panel title="Net sales by day">
      <div className={css.waiting} />
    </Panel>
  );
  return (
    <Loaded query={query} skeleton={bones}>
      {(report) => (
        <Chart
          title={`Net sales by ${report.bucket}`}
          points={pointsOf(report)}
          piece={PIECES[report.bucket]}
          now={period(report, report.today)}
          before={report.compared && period(report.compared, report.today)}
        />
      )}
    </Loaded>
  );
}
