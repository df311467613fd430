import type { AttentionView } from "@/shared/api";
import css from "./Attention.module.css";
import { Banned } from "./Banned";
import { Orders } from "./Orders";
import { Products } from "./Products";
import { Reviews } from "./Reviews";

/** Each kind that has anything; the others in one line, so that it is known that they were looked at. */
export function Groups({ found }: { found: AttentionView }) {
  const { payment_failed, waiting, unpaid, sold_out, low_stock, low_reviews, banned } = found;
  const kinds = [
    ["failed payments", payment_failed],
    [`orders waiting longer than ${found.waiting_minutes} minutes`, waiting],
    ["deliveries not paid", unpaid],
    ["products sold out", sold_out],
    ["products running low", low_stock],
    ["reviews of 1 or 2 stars this week", low_reviews],
    ["accounts banned this week", banned],
  ] as const;
  const quiet = kinds.flatMap(([name, group]) => (group?.count === 0 ? [name] : []));
  const isQuiet = kinds.every(([, group]) => !group?.count);
  if (isQuiet)
    return (
      <div className={css.well}>
        <h2>All is well</h2>
        <p className="muted">No {said(quiet)}.</p>
      </div>
    );
  return (
    <>
      <div className={css.groups}>
        <Orders title="Failed payments" group={payment_failed} all={{ payment_status: "failed" }} />
        <Orders title="Orders waiting" group={waiting} all={{ waiting: true }} />
        <Orders title="Delivered, not paid" group={unpaid} all={{ unpaid: true }} />
        <Products title="Sold out" group={sold_out} />
        <Products title="Running low" group={low_stock} />
        <Reviews group={low_reviews} />
        {banned && <Banned group={banned} />}
      </div>
      {quiet.length > 0 && <p className={css.quiet}>No {said(quiet)}.</p>}
    </>
  );
}

const OR = new Intl.ListFormat("en", { type: "disjunction" });

function said(names: readonly string[]): string {
  return OR.format(names);
}
