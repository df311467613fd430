import { useState } from "react";
import css from "./Quantity.module.css";

interface Props {
  /** What it counts, for the names of the buttons. */
  of: string;
  value: number;
  onChange: (value: number) => void;
  least?: number;
  most?: number;
}

/** − 1 +, for a finger and for a keyboard. */
export function Quantity({ of, value, onChange, least = 1, most = 100 }: Props) {
  // While it is typed it may be empty, or no number yet.
  const [typed, setTyped] = useState<string | null>(null);
  const set = (next: number) => {
    if (Number.isInteger(next) && next >= least && next <= most && next !== value) onChange(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot lie in a line of text
    <span className={css.quantity} role="group" aria-label={`Quantity of ${of}`}>
      <button
        type="button"
        className={css.step}
        aria-label={`One ${of} less`}
        disabled={value <= least}
        onClick={() => set(value - 1)}
      >
        −
      </button>
      <input
        className={css.number}
        inputMode="numeric"
        aria-label={`Quantity of ${of}`}
        value={typed ?? value}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setTyped(event.target.value);
          if (event.target.value.trim() !== "") set(Number(event.target.value));
        }}
        onBlur={() => setTyped(null)}
      />
      <button
        type="button"
        className={css.step}
        aria-label={`One ${of} more`}
        disabled={value >= most}
        onClick={() => set(value + 1)}
      >
        +
      </button>
    </span>
  );
}
