import { type FocusEvent, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { cardId } from "./Card";

export const NEXT = "order-next";
export const PANEL = "order-panel";

interface Where {
  /** The card the keyboard is on. */
  at: number | null;
  /** The order whose panel is open. */
  open: number | null;
}

/**
 * Keeps the focus where the person works. Cards move, by their own hand and by others', and take their buttons with
 * them; the focus then goes to the card in their place, or into the panel where no card can be seen.
 */
export function useFocus({ at, open }: Where) {
  const page = useRef<HTMLDivElement>(null);
  const held = useRef(false);
  const wanted = useRef(false);
  const before = useRef<number | null>(null);

  useLayoutEffect(() => {
    const lost = held.current && (document.activeElement === document.body || document.activeElement === null);
    if (!wanted.current && !lost) return;
    wanted.current = false;
    go({ at, open });
  });

  useEffect(() => {
    const was = before.current;
    before.current = open;
    if (open === was) return;
    const focused = document.activeElement;
    const onCard = open !== null && focused?.id === cardId(open) && isVisible(focused);
    if (!onCard) go({ at, open });
  }, [at, open]);

  // A screen that has just appeared is ready for the next key.
  const appeared = useEffectEvent(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body || focused.id === "main") go({ at, open });
  });
  useEffect(() => appeared(), []);

  return {
    /** Go to the card, as soon as it is where it belongs. */
    want: () => {
      wanted.current = true;
    },
    now: () => go({ at, open }),
    props: {
      ref: page,
      onFocus: () => {
        held.current = true;
      },
      onBlur: (event: FocusEvent) => {
        const { target, relatedTarget } = event;
        // What is taken off the page loses the focus too, and that is no reason to let go of it.
        setTimeout(() => {
          const gone = !target.isConnected || !isVisible(target);
          if (!gone && !page.current?.contains(relatedTarget ?? document.activeElement)) held.current = false;
        });
      },
    },
  };
}

function go({ at, open }: Where): void {
  const card = at === null ? null : document.getElementById(cardId(at));
  const panel = document.getElementById(NEXT) ?? document.getElementById(PANEL);
  const shown = card && isVisible(card) && (open === null || open === at) ? card : null;
  (shown ?? (open === null ? null : panel) ?? document.querySelector<HTMLElement>("main"))?.focus();
}

function isVisible(element: Element): boolean {
  return element.checkVisibility?.() ?? true;
}
