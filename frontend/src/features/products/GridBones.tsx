import css from "./Grid.module.css";

/** The shape of tiles that are coming. It takes their room from the start, so that nothing moves. */
export function GridBones({ row, tiles }: { row?: boolean; tiles: number }) {
  return (
    <div className={row ? css.row : css.grid} role="status" aria-label="Loading">
      {Array.from({ length: tiles }, (_, tile) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bones are all the same
        <div key={tile} className={css.bone} />
      ))}
    </div>
  );
}
