import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/dates/styles.css";
import { DatePicker } from "@mantine/dates";
import { useState } from "react";
import { count } from "@/shared/money";
import css from "./Calendar.module.css";
import { type Horizon, ordered, type Range, tooEarly, tooLong } from "./ranges";

interface Props {
  range: Range;
  horizon: Horizon;
  reason: string;
  onChoose: (range: Range) => void;
}

/** A month of days. What lies too far back is there and hatched; what has not been yet cannot be chosen. */
export function Calendar({ range, horizon, reason, onChoose }: Props) {
  const [picked, setPicked] = useState<[string | null, string | null]>([range.from, range.to]);
  const [first, last] = picked;
  const open = last === null ? first : null;
  const away = `A report is of ${count(horizon.longest)} days at most.`;
  const lock = (day: string) => {
    if (tooEarly({ from: day, to: day }, horizon)) return reason;
    return open !== null && tooLong(ordered(open, day), horizon) ? away : null;
  };
  return (
    <DatePicker
      type="range"
      size="sm"
      allowSingleDateInRange
      weekendDays={[]}
      value={picked}
      defaultDate={range.to}
      maxDate={horizon.today}
      maxLevel="year"
      excludeDate={(day) => lock(day) !== null}
      getDayProps={(day) => {
        const why = lock(day);
        return why === null ? {} : { className: css.locked, title: why };
      }}
      ariaLabels={{
        previousMonth: "The month before",
        nextMonth: "The month after",
        monthLevelControl: "Choose a month",
      }}
      onChange={([from, to]) => {
        setPicked([from, to]);
        if (from && to) onChoose({ from, to });
      }}
    />
  );
}
