import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useTyped } from "./settled";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function typing(value = "") {
  const hand = vi.fn();
  const hook = renderHook(({ now }) => useTyped(now, hand, 200), { initialProps: { now: value } });
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

it("does not hand over again what was sent", () => {
  const { hand, result } = typing();
  act(() => result.current.type("la "));
  act(() => result.current.send("la "));
  act(() => void vi.advanceTimersByTime(500));
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

it("hands over nothing of what nobody touched", () => {
  const { hand, result, rerender } = typing("lamp ");
  act(() => void vi.advanceTimersByTime(500));
  rerender({ now: "desk " });
  act(() => void vi.advanceTimersByTime(500));
  expect(result.current.text).toBe("desk ");
  expect(hand).not.toHaveBeenCalled();
});

it("counts what it is told to count", () => {
  const hand = vi.fn();
  const clean = (text: string) => text.replace(/\D/g, "");
  const { result } = renderHook(() => useTyped("1", hand, 200, clean));
  act(() => result.current.type("1 €"));
  act(() => void vi.advanceTimersByTime(200));
  expect(hand).not.toHaveBeenCalled();
  act(() => result.current.send("12 €"));
  expect(result.current.text).toBe("12 €");
  act(() => void vi.advanceTimersByTime(500));
  expect(hand.mock.calls).toEqual([["12"]]);
});
