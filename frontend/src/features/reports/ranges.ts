import { oneOf, text, type Words } from "@/shared/address";
import type { ReportsSalesData } from "@/shared/api";
import { shifted } from "@/shared/dates";

/** Days of the shop, both included. */
export interface Range {
  from: string;
  to: string;
}

/** How far the person who looks can see: up to the shop's day, not before `earliest`, so many days at once. */
export interface Horizon {
  today: string;
  earliest: string | null;
  longest: number;
}

export type SalesQuery = NonNullable<ReportsSalesData["query"]>;

export const PRESETS = ["yesterday", "today", "7d", "30d"] as const;
export type Preset = (typeof PRESETS)[number];

export const COMPARISONS = ["none", "previous", "week", "year"] as const;
export type Comparison = (typeof COMPARISONS)[number];

const TREND_DAYS = 30;
const A_DAY = 86_400_000;

/** Whole days up to yesterday, but for today itself. */
export function rangeOf(preset: Preset, today: string): Range {
  const yesterday = shifted(today, -1);
  const ranges: Record<Preset, Range> = {
    yesterday: { from: yesterday, to: yesterday },
    today: { from: today, to: today },
    "7d": { from: shifted(today, -7), to: yesterday },
    "30d": { from: shifted(today, -30), to: yesterday },
  };
  return ranges[preset];
}

/** The range that the address names; yesterday, where it names none. */
export function chosenRange(words: Words, today: string): Range {
  const preset = oneOf(words, "range", PRESETS);
  if (preset) return rangeOf(preset, today);
  const [from, to] = [dayIn(words, "from"), dayIn(words, "to")];
  const one = from ?? to;
  const other = to ?? from;
  if (!one || !other) return rangeOf("yesterday", today);
  return ordered(one, other);
}

export function ordered(one: string, other: string): Range {
  return one <= other ? { from: one, to: other } : { from: other, to: one };
}

export function presetOf(range: Range, today: string): Preset | undefined {
  return PRESETS.find((preset) => same(rangeOf(preset, today), range));
}

/** What the address says of a range: nothing for yesterday, so that a kept address is always of yesterday. */
export function wordsOf(range: Range, today: string) {
  const preset = presetOf(range, today);
  return {
    range: preset === "yesterday" ? undefined : preset,
    from: preset ? undefined : range.from,
    to: preset ? undefined : range.to,
  };
}

export function days({ from, to }: Range): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / A_DAY) + 1;
}

/** As many days right before (-1) or after (1). */
export function stepped(range: Range, way: -1 | 1): Range {
  const by = way * days(range);
  return { from: shifted(range.from, by), to: shifted(range.to, by) };
}

export function isToday(range: Range, today: string): boolean {
  return range.from === today && range.to === today;
}

export function tooEarly(range: Range, { earliest }: Horizon): boolean {
  return earliest !== null && range.from < earliest;
}

/** Whether the shop reports on so many days at once. */
export function tooLong(range: Range, { longest }: Horizon): boolean {
  return days(range) > longest;
}

/** Where the range begins that the server would compare with: whether it may be asked for is told by its first day. */
export function comparedFrom(range: Range, comparison: Exclude<Comparison, "none">): string {
  if (comparison === "previous") return shifted(range.from, -days(range));
  return comparison === "week" ? shifted(range.from, -7) : yearBefore(range.from);
}

export function comparable(range: Range, comparison: Comparison, { earliest }: Horizon): boolean {
  return comparison === "none" || earliest === null || comparedFrom(range, comparison) >= earliest;
}

/** What the range is held against: as the address says, else as people usually do; nothing that may not be seen. */
export function chosenComparison(words: Words, range: Range, horizon: Horizon): Comparison {
  const wanted = oneOf(words, "compare", COMPARISONS) ?? (range.from === range.to ? "week" : ("previous" as const));
  // The day so far is held against the same weekday up to the same minute, which is the server's only offer for it.
  const offered = isToday(range, horizon.today) && wanted !== "none" ? "week" : wanted;
  return comparable(range, offered, horizon) ? offered : "none";
}

/** What the server is asked. */
export function asked(range: Range, comparison: Comparison): SalesQuery {
  const length = days(range);
  return {
    ...range,
    bucket: length === 1 ? "hour" : length <= 92 ? "day" : length <= 366 ? "week" : "month",
    ...(comparison === "none" ? {} : { compare: comparison }),
    top: 10,
  };
}

/** The 30 days up to the range; where these begin too early, the first 30 that may be seen. */
export function trendOf(range: Range, horizon: Horizon): SalesQuery {
  const from = [shifted(range.to, 1 - TREND_DAYS), horizon.earliest ?? ""].sort().at(-1) as string;
  const to = [shifted(from, TREND_DAYS - 1), horizon.today].sort()[0] as string;
  const comparison = comparable({ from, to }, "previous", horizon) ? "previous" : "none";
  return { ...asked({ from, to }, comparison), bucket: "day", top: 1 };
}

function same(one: Range, other: Range): boolean {
  return one.from === other.from && one.to === other.to;
}

function yearBefore(date: string): string {
  const before = `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`;
  return date.endsWith("-02-29") ? before.replace("-29", "-28") : before;
}

function dayIn(words: Words, name: string): string | undefined {
  const day = text(words, name);
  const moment = /^\d{4}-\d\d-\d\d$/.test(day ?? "") ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString().slice(0, 10);
}
