import { useQuery } from "@tanstack/react-query";
import type { OrderView } from "@/shared/api";
import { useCan } from "@/shared/permissions";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Loaded } from "@/shared/ui/Loaded";
import { When } from "@/shared/ui/When";
import { timelineQuery } from "./api";
import css from "./Desk.module.css";
import { told } from "./history";
import { useNames } from "./names";

/** What happened to the order, by whom and when, the newest first. */
export function History({ order }: { order: OrderView }) {
  const timeline = useQuery(timelineQuery(order.id));
  const actors = timeline.data?.events.flatMap(({ actor_id }) => (actor_id === null ? [] : [actor_id])) ?? [];
  const name = useNames(order, [...new Set(actors)]);
  const canAudit = useCan("audit:view");
  return (
    <section className={css.card} aria-labelledby="history">
      <div className={css.title}>
        <h2 id="history">History</h2>
        {canAudit && (
          <ButtonLink to="/office/audit" search={{ object: `order:${order.id}` }} size="small" variant="quiet">
            In the audit trail
          </ButtonLink>
        )}
      </div>
      <Loaded query={timeline}>
        {({ events }) => (
          <ol className={css.history}>
            {events.toReversed().map((event) => (
              <li key={event.id}>
                <span>
                  {told(event)}
                  {event.actor_id !== null && <span className="muted"> by {name(event.actor_id)}</span>}
                  {event.note && <span className={css.note}>{event.note}</span>}
                </span>
                <span className="muted">
                  <When moment={event.created_at} />
                </span>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  );
}
