import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** The words after the question mark of this page's address, as they came. */
export type Words = Readonly<Record<string, unknown>>;

type Changes = Readonly<Record<string, string | number | boolean | undefined>>;

/** What the address says, and how to change it. A word that becomes undefined leaves the address. */
export function useWords() {
  const words: Words = useSearch({ strict: false });
  const navigate = useNavigate();
  const put = useCallback(
    (changes: Changes, replace = false) => {
      const search = (old: object) => ({ ...old, ...changes });
      void navigate({ to: ".", search: search as never, replace, resetScroll: false });
    },
    [navigate],
  );
  return { words, put };
}

export function text(words: Words, name: string): string | undefined {
  const value = words[name];
  return value === undefined || value === null || value === "" ? undefined : String(value);
}

/** A whole number from 1 on. */
export function whole(words: Words, name: string): number | undefined {
  const value = Number(words[name]);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}

export function oneOf<T extends string>(words: Words, name: string, known: readonly T[]): T | undefined {
  return known.find((one) => one === words[name]);
}
