import css from "./Board.module.css";

const KEYS = [
  ["↑ ↓ ← →", "move"],
  ["⏎", "next step"],
  ["Space", "open"],
  ["F9", "take payment"],
  ["/", "or just scan: find"],
  ["Ctrl+Z", "undo a step"],
  ["Esc", "close"],
] as const;

/** The keys of the board, printed. */
export function KeyHints() {
  return (
    <dl className={css.keys} aria-label="Keys">
      {KEYS.map(([key, does]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
