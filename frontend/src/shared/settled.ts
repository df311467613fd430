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

interface Typed {
  text: string;
  type: (text: string) => void;
  /** Hand over `text` without waiting. */
  send: (text: string) => void;
}

const trimmed = (text: string) => text.trim();

/**
 * A text that is typed here and handed over after a pause. When `value` changes for another reason, it is the text.
 * `clean` says what of it counts: a blank at its end is no change, and must not be taken from under the hands.
 */
export function useTyped(value: string, hand: (text: string) => void, pause = 250, clean = trimmed): Typed {
  const [text, setText] = useState(value);
  const handed = useRef(value);
  const latest = useRef({ hand, clean });
  useEffect(() => {
    latest.current = { hand, clean };
  });

  useEffect(() => {
    if (value === handed.current) return;
    handed.current = value;
    setText(value);
  }, [value]);

  useEffect(() => {
    if (text === handed.current || latest.current.clean(text) === handed.current) return;
    const timer = setTimeout(() => {
      const cleaned = latest.current.clean(text);
      if (cleaned === handed.current) return; // it was sent meanwhile
      handed.current = cleaned;
      latest.current.hand(cleaned);
    }, pause);
    return () => clearTimeout(timer);
  }, [text, pause]);

  return {
    text,
    type: setText,
    send: (typed) => {
      handed.current = clean(typed);
      setText(typed);
      hand(handed.current);
    },
  };
}
