import { useEffect, useRef, useState } from "react";

/** `value` as it was when it last stayed the same for `pause` milliseconds: what is worth asking the server about. */
export function useSettled<T>(value: T, pause = 250): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}

/** A text field's text. It is passed on once its writer pauses, and follows what `said` becomes otherwise. */
export function useTyped(said: string, onSettled: (text: string) => void, pause = 250) {
  const [typed, setTyped] = useState(said);
  const told = useRef(said);
  const tell = useRef(onSettled);

  useEffect(() => {
    tell.current = onSettled;
  });

  useEffect(() => {
    if (typed === told.current) return;
    const timer = setTimeout(() => {
      told.current = typed;
      tell.current(typed);
    }, pause);
    return () => clearTimeout(timer);
  }, [typed, pause]);

  useEffect(() => {
    if (said === told.current) return;
    told.current = said;
    setTyped(said);
  }, [said]);

  return [typed, setTyped] as const;
}
