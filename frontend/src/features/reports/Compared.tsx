import { useId } from "react";
import { useWords } from "@/shared/address";
import { Locked } from "@/shared/ui/Locked";
import { useLimit } from "./limit";
import css from "./RangeBar.module.css";
import { COMPARISONS, type Comparison, comparable, days, type Horizon, isToday, type Range } from "./ranges";

interface Props {
  range: Range;
  comparison: Comparison;
  horizon: Horizon;
}

const SO_FAR = "The day so far is held against the same weekday last week, up to the same minute.";

/** What the range is held against; what reaches back too far is there, locked, and says why. */
export function Compared({ range, comparison, horizon }: Props) {
  const { put } = useWords();
  const limit = useLimit();
  const name = useId();
  const today = isToday(range, horizon.today);
  const length = days(range);
  const labels: Record<Comparison, string> = {
    none: "Nothing",
    previous: length === 1 ? "The day before" : `${length} days before`,
    week: "A week earlier",
    year: "A year earlier",
  };
  const lock = (one: Comparison) => {
    if (today && (one === "previous" || one === "year")) return SO_FAR;
    return comparable(range, one, horizon) ? null : limit;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that filter are no fields of a form
    <div className={css.row} role="group" aria-labelledby={name}>
      <span id={name} className={css.name}>
        Compared with
      </span>
      {COMPARISONS.map((one) => {
        const reason = lock(one);
        return reason === null ? (
          <button
            key={one}
            type="button"
            className={css.chip}
            aria-pressed={one === comparison}
            onClick={() => put({ compare: one })}
          >
            {labels[one]}
          </button>
        ) : (
          <Locked key={one} label={labels[one]} reason={reason} size="small" />
        );
      })}
    </div>
  );
}
