import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { clock, day } from "@/shared/dates";
import { money, plural } from "@/shared/money";
import { todayQuery } from "@/shared/reports";
import { Loaded } from "@/shared/ui/Loaded";
import { Skeleton } from "@/shared/ui/Skeleton";
import css from "./Attention.module.css";

/** The day so far, beside the same weekday last week up to the same minute. */
export function Takings() {
  return (
    <div className={css.takings}>
      <Loaded query={useQuery(todayQuery)} skeleton={<Skeleton rows={1} height="2.5rem" />}>
        {({ today, last_week, difference }) => (
          <>
            <p>
              <span className={css.label}>Today so far</span>
              <strong className={css.sum}>{money(today.net)}</strong> net, {plural(today.orders, "order")}
            </p>
            <p className="muted">
              {difference.net === 0
                ? "As much as"
                : `${money(Math.abs(difference.net))} ${difference.net > 0 ? "more" : "less"} than`}{" "}
              {day(last_week.date)} by {clock(today.until)} ({money(last_week.net)},{" "}
              {plural(last_week.orders, "order")})
            </p>
            <Link to="/office/report" search={{ range: "today" }}>
              Open the report
            </Link>
          </>
        )}
      </Loaded>
    </div>
  );
}
