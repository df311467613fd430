import type { Applied } from "./applied";
import css from "./Quick.module.css";
import type { ListSearch } from "./search";

interface Props {
  chips: readonly Applied[];
  onDrop: (rest: ListSearch) => void;
  onClear: () => void;
}

/** The filters of a list, each with its way out. */
export function Chips({ chips, onDrop, onClear }: Props) {
  if (chips.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari takes the list out of a list without bullets
    <ul role="list" className={css.chips} aria-label="Applied filters">
      {chips.map(({ name, label, rest }) => (
        <li key={name}>
          <button type="button" className={css.chip} data-on onClick={() => onDrop(rest)}>
            <span className="visually-hidden">Remove </span>
            {label} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={css.clear} onClick={onClear}>
          Clear all
        </button>
      </li>
    </ul>
  );
}
