import css from "./States.module.css";

/** The shape of what is coming. It shows after 150 ms, so that what is quick does not flicker. */
export function Skeleton({ rows = 5, height }: { rows?: number; height?: string }) {
  return (
    <div className={css.skeleton} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same
        <div key={row} className={css.bone} style={{ height }} />
      ))}
    </div>
  );
}
