import css from "./Sheet.module.css";

/** The shape of a product that is on its way. */
export function ProductBones() {
  return (
    <div className={css.bones} role="status" aria-label="Loading">
      <div className={css.sheet}>
        <div className={css.bone} />
        <div className={css.lines}>
          <div />
          <div />
          <div />
        </div>
      </div>
    </div>
  );
}
