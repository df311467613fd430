import type { MovedReply } from "@/shared/api";
import { useAttempt } from "@/shared/attempt";
import { count } from "@/shared/money";
import { sayRefused, toast } from "@/shared/ui/toasts";
import { refresh, takeBack } from "./api";
import { type Deed, type Typed, WAYS } from "./deeds";
import { signed } from "./words";

/** A product whose shelf it is. */
export interface Shelf {
  id: number;
  name: string;
}

/**
 * Do something with a shelf, once for each attempt, and offer to take it back. Throws what the server refuses. For
 * a form that goes away when it is done: the next one is another attempt.
 */
export function useDeed(deed: Deed, shelf: Shelf) {
  const attempt = useAttempt();
  return async (typed: Typed) => {
    const way = WAYS[deed];
    const reply = await way.send(shelf.id, typed, attempt(typed));
    toast({ text: way.done(shelf.name, typed, reply), tone: "ok", action: undo(shelf, deed, reply) });
    void refresh();
  };
}

function undo(shelf: Shelf, deed: Deed, { movement }: MovedReply) {
  if (!movement) return undefined;
  const reason = `Undo of ${WAYS[deed].label.toLowerCase()} ${signed(movement.quantity)}`;
  return { label: "Undo", run: () => void back(shelf, movement.quantity, reason) };
}

async function back(shelf: Shelf, quantity: number, reason: string) {
  try {
    const { stock_quantity } = await takeBack(shelf.id, quantity, reason);
    toast({ text: `Taken back. There are ${count(stock_quantity)} × ${shelf.name} now.` });
  } catch (error) {
    sayRefused(error, "Not taken back");
  }
  void refresh();
}
