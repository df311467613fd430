import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { unlessTakenBack } from "@/shared/delayed";
import { ApiError } from "@/shared/errors";
import { toasts } from "@/shared/ui/toasts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

const run = () => vi.fn(() => Promise.resolve());

test("it is done after some seconds, and the message is gone", async () => {
  const intent = { text: "Order 1 is being cancelled.", run: run() };
  unlessTakenBack(intent);
  expect(toasts().at(-1)?.action?.label).toBe("Undo");
  await vi.advanceTimersByTimeAsync(7_900);
  expect(intent.run).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(intent.run).toHaveBeenCalledOnce();
  expect(toasts()).toEqual([]);
});

test("taken back, it is never done", async () => {
  const intent = { text: "It is being removed.", run: run() };
  const ended = vi.fn();
  unlessTakenBack(intent, ended);
  toasts().at(-1)?.action?.run();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(intent.run).not.toHaveBeenCalled();
  expect(ended).toHaveBeenCalledOnce();
});

test("a page that closes does it at once, and only once", async () => {
  const intent = { text: "It is being removed.", run: run() };
  unlessTakenBack(intent);
  dispatchEvent(new Event("pagehide"));
  expect(intent.run).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(intent.run).toHaveBeenCalledOnce();
});

test("a refusal is said in the server's words", async () => {
  const refused = vi.fn();
  const ended = vi.fn();
  const no = new ApiError(
    409,
    "illegal_transition",
    "This order is shipped; it cannot become cancelled.",
    {},
    "req-1",
  );
  await unlessTakenBack({ text: "…", run: () => Promise.reject(no), refused }, ended).now();
  expect(toasts().at(-1)).toMatchObject({ text: no.message, tone: "bad", requestId: "req-1" });
  expect(refused).toHaveBeenCalledWith(no);
  expect(ended).toHaveBeenCalledOnce();
});
