import { useSyncExternalStore } from "react";

/** Whether this device has a network. That the shop answers is another matter. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      addEventListener("online", watcher);
      addEventListener("offline", watcher);
      return () => {
        removeEventListener("online", watcher);
        removeEventListener("offline", watcher);
      };
    },
    () => navigator.onLine,
  );
}
