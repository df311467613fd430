import css from "./Stars.module.css";

interface Props {
  /** From 1 to 5. */
  rating: number;
  /** Of how many reviews, where it is an average. */
  count?: number;
}

/** `★ 4.5 (12)`; read out as a sentence. */
export function Stars({ rating, count }: Props) {
  const said = `Rated ${rating} of 5${count === undefined ? "" : ` by ${count}`}`;
  return (
    <span className={css.stars}>
      <span className="visually-hidden">{said}</span>
      <span aria-hidden="true">
        <span className={css.star}>★</span> {Number.isInteger(rating) ? rating : rating.toFixed(1)}
        {count !== undefined && <span className={css.count}> ({count})</span>}
      </span>
    </span>
  );
}
