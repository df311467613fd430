import type { EventView } from "@/shared/api";
import { useSession } from "@/shared/session";
import { When } from "@/shared/ui/When";
import { told } from "./course";
import css from "./Order.module.css";

/** What happened to the order, the newest first. */
export function History({ events }: { events: readonly EventView[] }) {
  const me = useSession().me?.user.id ?? 0;
  return (
    <section className={css.card} aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol className={css.history}>
        {events.toReversed().map((event) => (
          <li key={event.id}>
            <span>{told(event, me)}</span>
            <span className="muted">
              <When moment={event.created_at} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
