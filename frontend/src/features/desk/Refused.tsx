import { useQuery } from "@tanstack/react-query";
import type { OrderView } from "@/shared/api";
import { ApiError } from "@/shared/errors";
import { ErrorNotice } from "@/shared/ui/ErrorNotice";
import { When } from "@/shared/ui/When";
import { timelineQuery } from "./api";
import css from "./Desk.module.css";
import { told } from "./history";
import { useNames } from "./names";

/** Why something was not done; where somebody else was quicker, also what they did. */
export function Refused({ order, error }: { order: OrderView; error: unknown }) {
  const last = useQuery(timelineQuery(order.id)).data?.events.at(-1);
  const actor = last?.actor_id ?? null;
  const name = useNames(order, actor === null ? [] : [actor]);
  if (error === null) return null;
  return (
    <div className={css.refused}>
      <ErrorNotice error={error} />
      {error instanceof ApiError && error.status === 409 && last && (
        <p role="status">
          What happened last: {told(last)}
          {actor !== null && ` by ${name(actor)}`}, <When moment={last.created_at} />. The order is shown as it is
          now.
        </p>
      )}
    </div>
  );
}
