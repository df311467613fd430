import { useEffectEvent, useLayoutEffect } from "react";

interface Handlers {
  /** Somebody types or scans: what follows belongs into the box. */
  onType: () => void;
  onUndo: () => void;
  onEscape: () => void;
  onPay: () => void;
}

/**
 * The keys that work all over the board. A scanner is a keyboard that types fast, so whatever is typed outside of a
 * field goes into the box, however fast or slow it comes.
 */
export function useHotkeys({ onType, onUndo, onEscape, onPay }: Handlers): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isElsewhere(event.target)) return;
    const act = actOf(event);
    if (!act) return;
    if (act.takes) event.preventDefault();
    if (!event.repeat || act.does === "type")
      ({ type: onType, undo: onUndo, escape: onEscape, pay: onPay })[act.does]();
  });

  // Before the board can be seen: a scan may begin in that moment, and its first character counts.
  useLayoutEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

function actOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) {
  if (key === "Escape") return { does: "escape", takes: false } as const;
  if (key === "F9") return { does: "pay", takes: true } as const;
  if (ctrlKey !== metaKey && !altKey && key.toLowerCase() === "z") return { does: "undo", takes: true } as const;
  if (ctrlKey || metaKey || altKey || key.length !== 1 || key === " ") return null;
  return { does: "type", takes: key === "/" } as const;
}

/** In a field, which takes its own keys, or in a box that lies over the board. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("dialog, [role=dialog]")) return true;
  if (target instanceof HTMLInputElement) return target.type !== "checkbox";
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
