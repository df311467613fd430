import css from "./Pill.module.css";

export type Tone = "neutral" | "info" | "ok" | "warn" | "bad";

/** A state: a dot and a word, never colour alone. */
export function Pill({ tone = "neutral", children }: { tone?: Tone; children: string }) {
  return (
    <span className={css.pill} data-tone={tone}>
      {children}
    </span>
  );
}
