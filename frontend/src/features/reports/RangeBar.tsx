import { useWords } from "@/shared/address";
import { Compared } from "./Compared";
import { CustomRange } from "./CustomRange";
import { useLimit } from "./limit";
import { period } from "./names";
import css from "./RangeBar.module.css";
import {
  type Comparison,
  days,
  type Horizon,
  PRESETS,
  type Preset,
  presetOf,
  type Range,
  rangeOf,
  stepped,
  tooEarly,
  wordsOf,
} from "./ranges";
import { Step } from "./Step";

interface Props {
  range: Range;
  comparison: Comparison;
  horizon: Horizon;
}

const LABELS: Record<Preset, string> = {
  yesterday: "Yesterday",
  today: "Today so far",
  "7d": "7 days",
  "30d": "30 days",
};

/** Which days, and what they are held against. All of it is in the address. */
export function RangeBar({ range, comparison, horizon }: Props) {
  const { put } = useWords();
  const limit = useLimit();
  const { today } = horizon;
  const chosen = presetOf(range, today);
  const [before, after] = [stepped(range, -1), stepped(range, 1)];
  const length = days(range) === 1 ? "day" : `${days(range)} days`;
  const show = (wanted: Range) => put(wordsOf(wanted, today));
  return (
    <div className={css.bar}>
      <div className={css.row}>
        <Step
          label={`The ${length} before`}
          reason={tooEarly(before, horizon) ? limit : null}
          onStep={() => show(before)}
        >
          ‹
        </Step>
        <strong className={css.range}>{period(range, today)}</strong>
        <Step
          label={`The ${length} after`}
          reason={after.to > today ? "The days after these have not been yet." : null}
          onStep={() => show(after)}
        >
          ›
        </Step>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons that filter are no fields of a form */}
      <div className={css.row} role="group" aria-label="Days">
        {PRESETS.map((preset) => (
          <button
            key={preset}
            type="button"
            className={css.chip}
            aria-pressed={preset === chosen}
            onClick={() => show(rangeOf(preset, today))}
          >
            {LABELS[preset]}
          </button>
        ))}
        <CustomRange chosen={chosen === undefined} range={range} horizon={horizon} onChoose={show} />
      </div>
      <Compared range={range} comparison={comparison} horizon={horizon} />
    </div>
  );
}
