import { useState } from "react";
import type { LaneName, Lanes } from "./lanes";

/** Where the keyboard is: a card, and where it lies, so that the place is kept when the card leaves it. */
export interface Position {
  id: number | null;
  lane: LaneName;
  index: number;
}

export type Direction = "up" | "down" | "left" | "right" | "first" | "last";

/**
 * Where `position` is now that the lanes have changed: on its card if that stays in its lane, and otherwise on the
 * card that came into its place. A card that is `followed` is gone after, wherever it is.
 */
export function settled(
  position: Position,
  lanes: Lanes,
  order: readonly LaneName[],
  followed: number | null,
): Position {
  const wished = followed === null ? null : placeOf(followed, lanes, order);
  if (wished) return wished;
  const here = order.includes(position.lane) ? lanes[position.lane] : [];
  if (position.id === null && here.length === 0) return position;
  const found = position.id === null ? null : placeOf(position.id, lanes, order);
  if (found?.lane === position.lane) return found;
  if (here.length > 0) return card(lanes, position.lane, position.index);
  // The lane is empty: go with the card, or to the first there is.
  const lane = order.find((name) => lanes[name].length > 0);
  return found ?? (lane ? card(lanes, lane, 0) : { ...position, id: null, index: 0 });
}

export function placeOf(id: number, lanes: Lanes, order: readonly LaneName[]): Position | null {
  for (const lane of order) {
    const index = lanes[lane].findIndex((one) => one.id === id);
    if (index >= 0) return { id, lane, index };
  }
  return null;
}

/** The place one key away: up and down in a lane, left and right to the next lane that is not empty. */
export function moved(
  position: Position,
  direction: Direction,
  lanes: Lanes,
  order: readonly LaneName[],
): Position {
  const { lane, index } = position;
  if (direction === "left" || direction === "right") {
    const at = order.indexOf(lane);
    const ahead = direction === "right" ? order.slice(at + 1) : order.slice(0, Math.max(at, 0)).reverse();
    const next = ahead.find((name) => lanes[name].length > 0);
    return next ? card(lanes, next, index) : position;
  }
  const to = { up: index - 1, down: index + 1, first: 0, last: Number.MAX_SAFE_INTEGER }[direction];
  return card(lanes, lane, to);
}

function card(lanes: Lanes, lane: LaneName, index: number): Position {
  const at = Math.max(0, Math.min(index, lanes[lane].length - 1));
  return { id: lanes[lane][at]?.id ?? null, lane, index: at };
}

/** The roving place of the keyboard on the board. */
export function usePosition(lanes: Lanes, order: readonly LaneName[], opened: number | null) {
  const [followed, follow] = useState(opened);
  const [kept, setKept] = useState<Position | null>(null);
  const first = order.find((name) => lanes[name].length > 0) ?? "new";
  const position = settled(kept ?? { id: null, lane: first, index: 0 }, lanes, order, followed);
  if (kept?.id !== position.id || kept.lane !== position.lane || kept.index !== position.index) setKept(position);
  return { position, setPosition: setKept, follow };
}
