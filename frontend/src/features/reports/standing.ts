import type { FiguresView, PercentView, SalesView, TodayReportView } from "@/shared/api";
import { clock } from "@/shared/dates";
import { count, money, plural } from "@/shared/money";
import { period, subject, weekday } from "./names";
import { comparedFrom, isToday, presetOf } from "./ranges";

/** Figures of a range, and those they are held against. */
export interface Standing {
  name: string;
  now: FiguresView;
  held: Held | null;
}

export interface Held {
  /** As in a sentence: `last Tuesday`. */
  name: string;
  /** As below a figure: `Tue 10 Nov`. */
  when: string;
  before: FiguresView;
  /** What has changed, and how many per cent of `before` that is; null of nothing or a loss. */
  difference: FiguresView;
  percent: PercentView;
}

export interface Kpi {
  key: keyof FiguresView;
  label: string;
  say: (figure: number) => string;
  /** How many there were, beside what they came to. */
  counted?: keyof FiguresView;
  /** Whether more of it is good news. */
  welcome: boolean;
}

const SHARE = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

const REFUNDS: Kpi = { key: "refunds", label: "Refunds", say: money, counted: "refund_count", welcome: false };

export const KPIS: readonly Kpi[] = [
  { key: "net", label: "Net sales", say: money, welcome: true },
  { key: "orders", label: "Orders", say: count, welcome: true },
  { key: "average_order", label: "Average order", say: money, welcome: true },
  REFUNDS,
];

/** How the range stands. The day so far has its own report, which ends both days at the same minute. */
export function standing(sales: SalesView, day: TodayReportView): Standing {
  const { today, compared } = sales;
  const name = subject(sales, today);
  if (isToday(sales, today) && day.today.date === today) {
    const when = `${period({ from: day.last_week.date, to: day.last_week.date }, today)} by ${clock(day.today.until)}`;
    const last = `last ${weekday(day.last_week.date)} by ${clock(day.today.until)}`;
    const held = { name: last, when, before: day.last_week, difference: day.difference, percent: day.percent };
    return { name, now: day.today, held: compared && held };
  }
  if (!compared) return { name, now: sales.total, held: null };
  const when = period(compared, today);
  const weekBefore = presetOf(sales, today) === "yesterday" && compared.from === comparedFrom(sales, "week");
  const last = weekBefore ? `last ${weekday(compared.from)}` : when;
  const { total: before, difference, percent } = compared;
  return { name, now: sales.total, held: { name: last, when, before, difference, percent } };
}

/** A figure, with how many it came from: `62.00 (2)`. */
export function told(figures: FiguresView, { key, say, counted }: Pick<Kpi, "key" | "say" | "counted">): string {
  return counted && figures[counted] ? `${say(figures[key])} (${count(figures[counted])})` : say(figures[key]);
}

/** `12 %` on one line, without a sign: that is told by the words and the arrow around it. */
export function perCent(percent: number): string {
  return `${SHARE.format(Math.abs(percent))}\u00a0%`;
}

/** The answer to the question people come with. */
export function sentence({ name, now, held }: Standing): string {
  const took = `${name} took ${money(now.net)} on ${plural(now.orders, "order")}`;
  const refunds = now.refunds === 0 ? "" : ` Refunds were ${told(now, REFUNDS)}.`;
  if (!held) return `${took}.${refunds}`;
  const { before, difference, percent } = held;
  if (difference.net === 0) return `${took}, the same as ${held.name}.${refunds}`;
  if (percent.net)
    return `${took} — ${perCent(percent.net)} ${percent.net > 0 ? "above" : "below"} ${held.name}.${refunds}`;
  const word = difference.net > 0 ? "more" : "less";
  return `${took} — ${money(Math.abs(difference.net))} ${word} than ${held.name} (${money(before.net)}).${refunds}`;
}
