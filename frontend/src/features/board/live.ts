import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { loadMe } from "@/shared/session";
import { follow, type StreamState, type Told } from "@/shared/stream";
import { add, remove, turnTo } from "./api";

/** How often the board is asked for while nobody tells. */
export const EVERY = 10_000;

export interface Live {
  state: StreamState;
  /** Since when the shop cannot be reached. */
  awaySince: string | null;
}

/** Keep the board right: follow the shop's stream, and ask now and then while it cannot be followed. */
export function useLive(): Live {
  const queries = useQueryClient();
  const [live, setLive] = useState<Live>({ state: "connecting", awaySince: null });

  useEffect(() => {
    const ending = new AbortController();
    let date: string | null = null;

    function hear({ name, data }: Told): void {
      const said = JSON.parse(data);
      if (name === "day") {
        // Whatever changes from now on is told; what was before is read.
        if (said.date !== date) turnTo(queries, said.date);
        date = said.date;
      } else if (name === "order") add(queries, said);
      else if (name === "gone") remove(queries, said.id);
    }

    function change(state: StreamState): void {
      setLive((before) => ({
        state,
        awaySince: state === "away" ? (before.awaySince ?? new Date().toISOString()) : null,
      }));
      if (state === "refused") void loadMe().catch(() => undefined);
    }

    void follow({ path: "/api/orders/today/stream", signal: ending.signal, onEvent: hear, onState: change });
    return () => ending.abort();
  }, [queries]);

  return live;
}
