import { expect, test } from "vitest";
import type { LaneName, Lanes, Shown } from "./lanes";
import { moved, settled } from "./position";

const ORDER: LaneName[] = ["new", "preparing", "ready"];
const lanes = (some: Partial<Record<LaneName, number[]>>): Lanes => {
  const of = (name: LaneName) => (some[name] ?? []).map((id) => ({ id }) as Shown);
  return { new: of("new"), preparing: of("preparing"), ready: of("ready"), done: of("done") };
};

test("when a card leaves its lane the place stays, on the card that came into it", () => {
  const after = lanes({ new: [1, 3], preparing: [2] });
  expect(settled({ id: 2, lane: "new", index: 1 }, after, ORDER, null)).toEqual({ id: 3, lane: "new", index: 1 });
});

test("the last card of a lane gives way to the one before", () => {
  const after = lanes({ new: [1], preparing: [2] });
  expect(settled({ id: 2, lane: "new", index: 1 }, after, ORDER, null).id).toBe(1);
});

test("a card that is followed is gone after", () => {
  const after = lanes({ new: [1, 3], preparing: [2] });
  expect(settled({ id: 2, lane: "new", index: 1 }, after, ORDER, 2)).toEqual({
    id: 2,
    lane: "preparing",
    index: 0,
  });
});

test("from an empty lane the place goes with the card, or to the first there is", () => {
  const at = { id: 2, lane: "new", index: 0 } as const;
  expect(settled(at, lanes({ ready: [2] }), ORDER, null).lane).toBe("ready");
  expect(settled(at, lanes({ preparing: [5], done: [2] }), ORDER, null).id).toBe(5);
  expect(settled(at, lanes({ done: [2] }), ORDER, null).id).toBeNull();
});

test("arrows keep the height, and pass over empty lanes", () => {
  const here = lanes({ new: [1, 2, 3], ready: [4, 5] });
  const at = { id: 3, lane: "new", index: 2 } as const;
  expect(moved(at, "right", here, ORDER)).toEqual({ id: 5, lane: "ready", index: 1 });
  expect(moved(at, "down", here, ORDER).id).toBe(3);
  expect(moved(at, "first", here, ORDER).id).toBe(1);
  expect(moved(at, "left", here, ORDER)).toBe(at);
});
