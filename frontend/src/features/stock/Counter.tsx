import type { LedgerView } from "@/shared/api";
import { count } from "@/shared/money";
import { Notice } from "@/shared/ui/Notice";
import css from "./Stock.module.css";
import { KINDS, type Kind, signed } from "./words";

/** What can be sold now, and what the movements add up to. */
export function Counter({ ledger }: { ledger: LedgerView }) {
  const { stock_quantity: now, low_stock_threshold: low, explained } = ledger;
  const kinds = Object.entries(explained.by_kind) as [Kind, number][];
  return (
    <section className={css.counter} aria-label="In stock">
      <p className={css.now}>
        <strong className={css.hero}>{count(now)}</strong> in stock
        <span className="muted">Low at {count(low)}</span>
      </p>
      <dl className={css.sums}>
        {kinds.map(([kind, quantity]) => (
          <div key={kind}>
            <dt>{KINDS[kind]}</dt>
            <dd>{signed(quantity)}</dd>
          </div>
        ))}
        <div>
          <dt>Together</dt>
          <dd>{count(explained.sum_of_movements)}</dd>
        </div>
      </dl>
      {!explained.agrees && (
        <Notice tone="bad">
          The counter says {count(now)}, but its movements add up to {count(explained.sum_of_movements)}. Somebody
          changed the database by hand. Tell whoever looks after it.
        </Notice>
      )}
    </section>
  );
}
