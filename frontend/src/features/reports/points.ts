import type { FiguresView, SalesView } from "@/shared/api";
import { money } from "@/shared/money";
import { bucketName } from "./names";

/** One place on a chart, and one row of the table that says the same. */
export interface Point {
  label: string;
  name: string;
  short: string;
  figures: FiguresView;
  now: number;
  /** What it is held against; null where there is nothing. */
  before: number | null;
}

/** The pieces of a report, each with the net of what stands beside it. */
export function pointsOf({ bucket, buckets }: SalesView): Point[] {
  return buckets.map((one) => ({
    label: one.label,
    ...bucketName(one.label, bucket),
    figures: one,
    now: one.net,
    before: one.compared_net ?? null,
  }));
}

/** The hours of the shop's clock over many days, each beside the same one of the other days. */
export function hourPoints({ by_hour, compared }: SalesView): Point[] {
  const beside = new Map(compared?.by_hour.map((one) => [one.hour, one.net]));
  return by_hour.map((one) => {
    const short = String(one.hour).padStart(2, "0");
    return {
      label: short,
      name: `${short}:00`,
      short,
      figures: one,
      now: one.net,
      before: beside.get(one.hour) ?? null,
    };
  });
}

/** What a chart shows, in one sentence. */
export function summary(title: string, points: readonly Point[]): string {
  const sorted = [...points].sort((one, other) => one.now - other.now);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (!lowest || !highest) return `${title}: nothing.`;
  if (highest.now === lowest.now) return `${title}: ${money(highest.now)} throughout.`;
  return `${title}: most at ${highest.name} (${money(highest.now)}), least at ${lowest.name} (${money(lowest.now)}).`;
}
