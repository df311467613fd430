import { useQuery } from "@tanstack/react-query";
import { useWords } from "@/shared/address";
import { todayQuery } from "@/shared/reports";
import { Exports } from "@/shared/ui/Exports";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { filePath } from "./api";
import { RangeBar } from "./RangeBar";
import { Report } from "./Report";
import { ReportBones } from "./ReportBones";
import { asked, chosenComparison, chosenRange, tooEarly } from "./ranges";
import { TooEarly } from "./TooEarly";

/** Yesterday against the same weekday last week, and every other range the person may see. */
export function ReportPage() {
  const { words } = useWords();
  const day = useQuery(todayQuery);
  const horizon = day.data && {
    today: day.data.today.date,
    earliest: day.data.earliest,
    longest: day.data.longest_days,
  };
  const range = horizon && chosenRange(words, horizon.today);
  const comparison = range && chosenComparison(words, range, horizon);
  const refused = range ? tooEarly(range, horizon) : true;
  return (
    <>
      <PageHead title="Report">
        {range && comparison && !refused && (
          <Exports
            formats={["csv", "xlsx"]}
            path={(format) => filePath(asked(range, comparison), format)}
            name="sales"
          />
        )}
      </PageHead>
      <Loaded query={day} skeleton={<ReportBones />}>
        {(today) =>
          horizon && range && comparison ? (
            <>
              <RangeBar range={range} comparison={comparison} horizon={horizon} />
              {refused ? (
                <TooEarly range={range} horizon={horizon} />
              ) : (
                <Report range={range} comparison={comparison} horizon={horizon} day={today} />
              )}
            </>
          ) : null
        }
      </Loaded>
    </>
  );
}
