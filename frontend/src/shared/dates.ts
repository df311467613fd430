/** Moments come in UTC and are shown as the clock on the shop's wall has them. */
let zone = "UTC";

export function setZone(name: string): void {
  zone = name;
}

function formatted(moment: string | Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(new Date(moment));
}

/** `14:05` */
export function clock(moment: string): string {
  return formatted(moment, { hour: "2-digit", minute: "2-digit" });
}

/** `14:05:09` */
export function clockSeconds(moment: string): string {
  return formatted(moment, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

/** `Wed 18 Nov 2026, 14:05` */
export function exact(moment: string): string {
  return formatted(moment, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** The day of a moment at the shop, `2026-11-18`. */
export function dayOf(moment: string | Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(new Date(moment));
}

/** A calendar day, `Wed 18 Nov`; with the year where it is not obvious. */
export function day(date: string, withYear = false): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    weekday: "short",
    day: "numeric",
    month: "short",
    ...(withYear ? { year: "numeric" } : {}),
  }).format(new Date(`${date}T00:00:00Z`));
}

/** The calendar day `days` after `date`. */
export function shifted(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** `2 min ago`, `today at 10:30`, `yesterday at 10:30`, `18 Nov at 10:30`. */
export function relative(moment: string, now = new Date()): string {
  const minutes = Math.floor((now.getTime() - new Date(moment).getTime()) / 60_000);
  if (minutes >= 0 && minutes < 1) return "just now";
  if (minutes >= 0 && minutes < 60) return `${minutes} min ago`;
  const today = dayOf(now);
  const that = dayOf(moment);
  if (that === today) return `today at ${clock(moment)}`;
  if (that === shifted(today, -1)) return `yesterday at ${clock(moment)}`;
  const year = that.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: "numeric" } as const);
  return `${formatted(moment, { day: "numeric", month: "short", ...year })} at ${clock(moment)}`;
}
