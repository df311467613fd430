import { exact } from "@/shared/dates";
import { useShop } from "@/shared/shop";
import css from "./Card.module.css";
import { useNow } from "./now";

/** How long ago an order was placed; where somebody waits for it, a word says that it is long. */
export function Age({ since, waiting }: { since: string; waiting: boolean }) {
  const minutes = Math.max(0, Math.floor((useNow() - Date.parse(since)) / 60_000));
  const most = useShop()?.waiting_minutes;
  const long = waiting && most !== undefined && minutes >= most;
  return (
    <time className={css.age} dateTime={since} title={exact(since)} data-long={long || undefined}>
      {long && "Long wait, "}
      {spell(minutes)}
    </time>
  );
}

function spell(minutes: number): string {
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h`;
}
