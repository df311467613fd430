import { useSyncExternalStore } from "react";

const STEP = 10_000;
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let tick = now();

function now(): number {
  return Math.floor(Date.now() / STEP) * STEP;
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  tick = now();
  timer ??= setInterval(() => {
    tick = now();
    for (const one of watchers) one();
  }, STEP);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The present moment, to ten seconds; everything that shows it changes together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => tick);
}
