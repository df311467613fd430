import { useCallback, useEffect, useRef, useState } from "react";
import type { OrderView } from "@/shared/api";
import type { Board } from "./api";

/** The orders that came in since the person at the counter last acted. */
export function useFresh(board: Board) {
  const [fresh, setFresh] = useState<readonly OrderView[]>([]);
  const known = useRef<{ date: string; ids: Set<number> } | null>(null);

  useEffect(() => {
    const before = known.current;
    const arrived = before?.date === board.date ? board.orders.filter((order) => !before.ids.has(order.id)) : [];
    known.current = { date: board.date, ids: new Set(board.orders.map((order) => order.id)) };
    if (arrived.length > 0) setFresh((so_far) => [...so_far, ...arrived]);
  }, [board]);

  const acted = useCallback(() => setFresh((so_far) => (so_far.length > 0 ? [] : so_far)), []);
  return { fresh, acted };
}
