import type { SalesView } from "@/shared/api";
import { Chart } from "./Chart";
import { period } from "./names";
import { hourPoints, pointsOf } from "./points";

/** When people buy: the hours of a day beside those of another, or the hours of the clock over many days. */
export function ByHour({ report }: { report: SalesView }) {
  return (
    <Chart
      bars
      title="Net sales by hour"
      points={report.bucket === "hour" ? pointsOf(report) : hourPoints(report)}
      piece="Hour"
      now={period(report, report.today)}
      before={report.compared && period(report.compared, report.today)}
    />
  );
}
