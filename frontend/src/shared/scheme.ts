import { useSyncExternalStore } from "react";

type Scheme = "light" | "dark";

const CHOSEN = "barrow.scheme";
const watchers = new Set<() => void>();

/** Light or dark: what was chosen here, else what the system prefers. public/scheme.js sets it before the first paint. */
export function useScheme(): Scheme {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => (document.documentElement.dataset.mantineColorScheme === "dark" ? "dark" : "light"),
  );
}

export function choose(scheme: Scheme): void {
  localStorage.setItem(CHOSEN, scheme);
  document.documentElement.dataset.mantineColorScheme = scheme;
  for (const watcher of watchers) watcher();
}
