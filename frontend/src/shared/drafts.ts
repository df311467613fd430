import { clear, createStore, del, get, set } from "idb-keyval";
import { useCallback, useEffect, useRef, useState } from "react";
import { current, onLeaving, subscribe } from "@/shared/session";

/** What somebody has typed and not yet sent, kept on this device under their own name. */
export interface Draft<T> {
  values: T;
  savedAt: number;
}

const store = typeof indexedDB === "undefined" ? null : createStore("barrow", "drafts");
const PAUSE = 500;

const here = () => current().me?.user.id ?? "guest";
let leaving = false;

onLeaving(async () => {
  leaving = true;
  if (store) await clear(store);
});
subscribe(() => {
  leaving = false;
});

/**
 * Keep `values` of the form `name` half a second after each change, while they differ from how they started.
 *
 * `found` is a draft of an earlier visit; `keep` takes it back into the form by way of `restore`, `discard` forgets
 * it. Call `sent` when the server has it.
 */
export function useDraft<T>(name: string, values: T, changed: boolean, restore: (values: T) => void) {
  // What one person typed stays theirs, also on a page that outlives their session.
  const [whose] = useState(here);
  const key = `${whose}:${name}`;
  const [found, setFound] = useState<Draft<T> | null>(null);
  const [looked, setLooked] = useState(false);
  const sentOnce = useRef(false);

  useEffect(() => {
    let gone = false;
    setLooked(false);
    setFound(null);
    void (store ? get<Draft<T>>(key, store) : Promise.resolve(undefined))
      .catch(() => undefined)
      .then((draft) => {
        if (gone) return;
        setFound(draft ?? null);
        setLooked(true);
      });
    return () => {
      gone = true;
    };
  }, [key]);

  const json = JSON.stringify(values);
  useEffect(() => {
    if (!store || !looked || !changed || sentOnce.current) return;
    const pause = setTimeout(() => {
      if (leaving || here() !== whose) return;
      setFound(null);
      void set(key, { values: JSON.parse(json), savedAt: Date.now() }, store).catch(() => undefined);
    }, PAUSE);
    return () => clearTimeout(pause);
  }, [key, whose, json, changed, looked]);

  const forget = useCallback(() => {
    setFound(null);
    if (store) void del(key, store).catch(() => undefined);
  }, [key]);

  return {
    found,
    keep: () => {
      if (found) restore(found.values);
      setFound(null);
    },
    discard: forget,
    sent: () => {
      sentOnce.current = true;
      forget();
      // The form may stay on the screen and be used again.
      setTimeout(() => {
        sentOnce.current = false;
      }, PAUSE * 2);
    },
  };
}
