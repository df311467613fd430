import { useEffect, useRef, useState } from "react";

interface Typed {
  text: string;
  type: (text: string) => void;
  /** Hand over `text` without waiting. */
  send: (text: string) => void;
}

/**
 * A text that is typed here and handed over after a pause. When `value` changes for another reason, it is the text.
 * `clean` says what of it counts: a blank at its end is no change, and must not be taken from under the hands.
 */
export function useTyped(
  value: string,
  hand: (text: string) => void,
  clean: (text: string) => string,
  pause: number,
): Typed {
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
    if (latest.current.clean(text) === handed.current) return;
    const timer = setTimeout(() => give(text), pause);
    return () => clearTimeout(timer);

    function give(typed: string) {
      handed.current = latest.current.clean(typed);
      latest.current.hand(handed.current);
    }
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
