import { useCallback, useEffect, useRef, useState } from "react";
import { current, onLeaving } from "@/shared/session";
import { sayRefused, toast } from "@/shared/ui/toasts";

/** Something that will be done, unless it is taken back in time. */
interface Intent {
  /** What the message beside Undo says. */
  text: string;
  /** Does it. Its request may be the last of a closing page: give it `keepalive: true`. */
  run: () => Promise<unknown>;
  /** It was refused; the server's sentence is shown anyway. */
  refused?: (error: unknown) => void;
}

export interface Pending {
  /** Do it now. */
  now: () => Promise<void>;
  takeBack: () => void;
}

const SECONDS = 8;
const open = new Set<Pending>();

const all = () => Promise.all([...open].map((one) => one.now())).then(() => undefined);
addEventListener("pagehide", () => void all());
// Whoever signs out meant what they did before.
onLeaving(all);

/**
 * Do it unless it is taken back: a message offers Undo for some seconds, then `run` is called. Closing the page or
 * signing out calls it at once. `ended` is called when it was taken back, done or refused.
 */
export function unlessTakenBack({ text, run, refused }: Intent, ended: () => void = () => undefined): Pending {
  const away = toast({ text, seconds: SECONDS, action: { label: "Undo", run: takeBack } });
  const timer = setTimeout(() => void now(), SECONDS * 1000);
  const pending = { now, takeBack };
  const whose = current().me?.user.id;
  open.add(pending);

  function settled(): boolean {
    clearTimeout(timer);
    away();
    return !open.delete(pending);
  }

  function takeBack(): void {
    if (!settled()) ended();
  }

  async function now(): Promise<void> {
    if (settled()) return;
    // Whoever is here now did not ask for it.
    if (current().me?.user.id !== whose) return ended();
    try {
      await run();
    } catch (error) {
      sayRefused(error);
      refused?.(error);
    } finally {
      ended();
    }
  }

  return pending;
}

/** The same for a component, which knows by name what is under way. When it leaves the screen, all of it is done at once. */
export function useDelayed<Name extends string | number>() {
  const [going, setGoing] = useState<ReadonlySet<Name>>(new Set());
  const pending = useRef(new Map<Name, Pending>());

  useEffect(() => {
    const mine = pending.current;
    return () => {
      for (const one of mine.values()) void one.now();
    };
  }, []);

  const begin = useCallback((name: Name, intent: Intent) => {
    if (pending.current.has(name)) return;
    const one = unlessTakenBack(intent, () => {
      pending.current.delete(name);
      setGoing(new Set(pending.current.keys()));
    });
    pending.current.set(name, one);
    setGoing(new Set(pending.current.keys()));
  }, []);

  const takeBack = useCallback((name: Name) => pending.current.get(name)?.takeBack(), []);

  return { going, begin, takeBack };
}
