import { plural } from "@/shared/money";
import { Button } from "@/shared/ui/Button";
import { Card, type CardActs } from "./Card";
import css from "./Lanes.module.css";
import type { LANES, Shown } from "./lanes";

interface Props extends CardActs {
  lane: (typeof LANES)[number];
  orders: readonly Shown[];
  chosen: boolean;
  stop: number | null;
  open: number | null;
  fresh: ReadonlySet<number>;
  /** A lane that can be shut, and whether it is. */
  shut?: boolean | undefined;
  onShut?: (() => void) | undefined;
  onFresh: () => void;
}

/** One lane of the board. */
export function Lane({ lane, orders, chosen, stop, open, fresh, shut, onShut, onFresh, ...acts }: Props) {
  const title = `lane-${lane.name}`;
  const arrived = orders.filter((order) => fresh.has(order.id)).length;
  return (
    <section className={css.lane} aria-labelledby={title} data-lane={lane.name} data-chosen={chosen || undefined}>
      <div className={css.head}>
        <h2 id={title}>
          {lane.title} <span className={css.count}>{orders.length}</span>
        </h2>
        {arrived > 0 && (
          <Button size="small" className={css.fresh} onClick={onFresh}>
            ▲ {arrived} new
          </Button>
        )}
        {onShut && orders.length > 0 && (
          <Button size="small" className={css.shut} aria-expanded={!shut} onClick={onShut}>
            {shut ? "Show" : "Hide"} {plural(orders.length, "order")}
          </Button>
        )}
      </div>
      {orders.length === 0 && <p className={css.nothing}>{lane.nothing}</p>}
      {!shut && orders.length > 0 && (
        <ol className={css.cards}>
          {orders.map((order) => (
            <Card
              key={order.id}
              order={order}
              waiting={lane.waiting}
              detailed={lane.statuses.length > 1}
              stop={stop === order.id}
              open={open === order.id}
              fresh={fresh.has(order.id)}
              {...acts}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
