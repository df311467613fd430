import { day } from "@/shared/dates";
import { days, isToday, presetOf, type Range } from "./ranges";

const WEEKDAY = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "long" });
const PLAIN = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short" });
const DATED = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "short",
  year: "numeric",
});
const MONTH = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "short", year: "numeric" });

/** `Tuesday` */
export function weekday(date: string): string {
  return WEEKDAY.format(moment(date));
}

/** `Tue 17 Nov`, `13–19 Nov`; with the year where it is not this one. */
export function period({ from, to }: Range, today: string): string {
  const withYear = from.slice(0, 4) !== today.slice(0, 4);
  if (from === to) return day(from, withYear);
  return (withYear ? DATED : PLAIN).formatRange(moment(from), moment(to));
}

/** What a sentence about the range begins with. */
export function subject(range: Range, today: string): string {
  const preset = presetOf(range, today);
  if (isToday(range, today)) return "Today so far";
  if (preset === "yesterday") return "Yesterday";
  return preset ? `The last ${days(range)} days` : period(range, today);
}

/** How one calls a bucket, in full and in short, from the label the shop gives it. */
export function bucketName(label: string, bucket: "hour" | "day" | "week" | "month") {
  switch (bucket) {
    case "hour":
      return { name: label.slice(11, 16), short: label.slice(11, 13) };
    case "day":
      return { name: day(label), short: PLAIN.format(moment(label)) };
    case "week":
      return { name: `Week ${label.slice(6)}, ${label.slice(0, 4)}`, short: label.slice(5) };
    case "month": {
      const name = MONTH.format(moment(`${label}-01`));
      return { name, short: name };
    }
  }
}

function moment(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}
