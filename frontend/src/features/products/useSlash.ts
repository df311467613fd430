import { type RefObject, useEffect } from "react";

/** `/` leads to the search, as long as nothing else has the focus that could want the key. */
export function useSlash(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const at = document.activeElement;
      const free = at === null || at === document.body || at.matches("main, h1");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !free) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [input]);
}
