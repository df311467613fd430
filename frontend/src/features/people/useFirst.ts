import { useEffect, useRef } from "react";

/** What has the focus when a dialog opens: the first thing to do there, instead of the way out. */
export function useFirst<T extends HTMLElement>() {
  const first = useRef<T>(null);
  useEffect(() => first.current?.focus(), []);
  return first;
}
