import { useQuery } from "@tanstack/react-query";
import type { TodayReportView } from "@/shared/api";
import { ApiError } from "@/shared/errors";
import { Loaded } from "@/shared/ui/Loaded";
import { Notice } from "@/shared/ui/Notice";
import { salesQuery } from "./api";
import { Breakdown } from "./Breakdown";
import { ByHour } from "./ByHour";
import { LowStock } from "./LowStock";
import css from "./Report.module.css";
import { ReportBones } from "./ReportBones";
import { asked, type Comparison, type Horizon, isToday, type Range, trendOf } from "./ranges";
import { sentence, standing } from "./standing";
import { Tiles } from "./Tiles";
import { Trend } from "./Trend";
import { Waiting } from "./Waiting";

interface Props {
  range: Range;
  comparison: Comparison;
  horizon: Horizon;
  day: TodayReportView;
}

/** A range as the server reports it. What is on the screen is named by the reply, so that it is never another's. */
export function Report({ range, comparison, horizon, day }: Props) {
  const sales = useQuery(salesQuery(asked(range, comparison), isToday(range, horizon.today)));
  const trend = useQuery({ ...salesQuery(trendOf(range, horizon)), enabled: range.from === range.to });
  const wrong = sales.error instanceof ApiError ? Object.values(sales.error.fields) : [];
  if (wrong.length > 0)
    return (
      <Notice tone="bad" urgent>
        {wrong.join(" ")}
      </Notice>
    );
  return (
    <div aria-busy={sales.isPlaceholderData} className={css.report}>
      <Loaded query={sales} skeleton={<ReportBones />}>
        {(report) => {
          const stands = standing(report, day);
          const course = report.from === report.to ? trend : sales;
          return (
            <>
              <p className={css.answer}>{sentence(stands)}</p>
              <Tiles standing={stands} course={course.data} timezone={report.timezone} />
              <div className={css.panels}>
                <Trend query={course} />
                <ByHour report={report} />
                <Breakdown report={report} />
                <LowStock />
                <Waiting />
              </div>
            </>
          );
        }}
      </Loaded>
    </div>
  );
}
