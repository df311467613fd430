import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useTyped } from "./useTyped";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const clean = (text: string) => text.trim();

function typing(value = "") {
  const hand = vi.fn();
  const hook = renderHook(({ now }) => useTyped(now, hand, clean, 200), { initialProps: { now: value } });
  return { hand, ...hook };
}

it("hands over once, when the hands rest", () => {
  const { hand, result } = typing();
  act(() => result.current.type("l"));
  act(() => void vi.advanceTimersByTime(150));
  act(() => result.current.type("la "));
  act(() => void vi.advanceTimersByTime(200));
  expect(hand.mock.calls).toEqual([["la"]]);
});

it("leaves a blank under the hands when its own text comes back", () => {
  const { result, rerender } = typing();
  act(() => result.current.type("la "));
  act(() => void vi.advanceTimersByTime(200));
  rerender({ now: "la" });
  expect(result.current.text).toBe("la ");
});

it("takes what was changed elsewhere", () => {
  const { hand, result, rerender } = typing("lamp");
  rerender({ now: "" });
  act(() => void vi.advanceTimersByTime(500));
  expect(result.current.text).toBe("");
  expect(hand).not.toHaveBeenCalled();
});
