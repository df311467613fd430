import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { EventView, OrderView } from "@/shared/api";
import { Loaded } from "@/shared/ui/Loaded";
import { When } from "@/shared/ui/When";
import { timelineQuery } from "./api";
import { PAYMENT_WORDS, type PaymentStatus, STATUS_WORDS, type Status } from "./lanes";
import css from "./Panel.module.css";

/** What happened to an order, newest first; asked for when somebody wants to know. */
export function History({ order }: { order: OrderView }) {
  const [open, setOpen] = useState(false);
  const timeline = useQuery({ ...timelineQuery(order), enabled: open });
  return (
    <details className={css.part} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>History</summary>
      {open && (
        <Loaded query={timeline}>
          {({ events }) => (
            <ol className={css.events}>
              {events.toReversed().map((event) => (
                <li key={event.id}>
                  <span>
                    {spell(event)}
                    {event.note && <span className="muted"> – {event.note}</span>}
                  </span>
                  <span className="muted">
                    <When moment={event.created_at} />
                  </span>
                </li>
              ))}
            </ol>
          )}
        </Loaded>
      )}
    </details>
  );
}

function spell({ kind, from, to }: EventView): string {
  if (kind === "payment") return `Payment: ${PAYMENT_WORDS[to as PaymentStatus]?.word ?? to}`;
  const word = STATUS_WORDS[to as Status]?.word ?? to ?? "";
  if (kind === "undone") return `Taken back to: ${word}`;
  if (kind === "status") return from === null ? "Placed" : word;
  return kind === "note" ? "Note" : kind;
}
