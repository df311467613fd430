import { useEffect, useRef } from "react";

/** When `what` changes and takes along the control that had the focus, the page's heading has it instead. */
export function useKeptFocus(what: unknown): void {
  const before = useRef(what);
  useEffect(() => {
    if (Object.is(before.current, what)) return;
    before.current = what;
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }, [what]);
}
