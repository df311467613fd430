import { useWords, whole } from "@/shared/address";
import type { AuditEntryView } from "@/shared/api";
import { day, dayOf, shifted } from "@/shared/dates";
import css from "./Audit.module.css";
import { Entry } from "./Entry";

/** Entries, newest first, day by day. Which one is open stands in the address. */
export function Trail({ entries, level = 2 }: { entries: readonly AuditEntryView[]; level?: 2 | 3 }) {
  const { words, put } = useWords();
  const opened = whole(words, "entry");
  const Heading = level === 2 ? "h2" : "h3";
  const days = [...new Set(entries.map((entry) => dayOf(entry.created_at)))];
  return days.map((date) => (
    <section key={date} className={css.day} aria-labelledby={`day-${date}`}>
      <Heading id={`day-${date}`}>{dayWord(date)}</Heading>
      <ul className={css.entries}>
        {entries
          .filter((entry) => dayOf(entry.created_at) === date)
          .map((entry) => (
            <Entry
              key={entry.id}
              entry={entry}
              open={entry.id === opened}
              onToggle={() => put({ entry: entry.id === opened ? undefined : entry.id }, true)}
            />
          ))}
      </ul>
    </section>
  ));
}

function dayWord(date: string): string {
  const today = dayOf(new Date());
  if (date === today) return "Today";
  return date === shifted(today, -1) ? "Yesterday" : day(date, date.slice(0, 4) !== today.slice(0, 4));
}
