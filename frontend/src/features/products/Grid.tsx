import type { ReactNode, Ref } from "react";
import css from "./Grid.module.css";

interface Props {
  children: ReactNode;
  /** One row that is moved sideways where there is no room for all. */
  row?: boolean;
  /** What it shows is about to be replaced. */
  stale?: boolean;
  label: string;
  ref?: Ref<HTMLUListElement>;
}

export function Grid({ children, row, stale, label, ref }: Props) {
  return (
    <ul
      ref={ref}
      // biome-ignore lint/a11y/noRedundantRoles: Safari takes the list out of a list without bullets
      role="list"
      className={row ? css.row : css.grid}
      aria-label={label}
      aria-busy={stale || undefined}
      data-stale={stale || undefined}
    >
      {children}
    </ul>
  );
}
