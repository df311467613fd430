import type { RatingView } from "@/shared/api";
import { count, plural } from "@/shared/money";
import { Stars } from "@/shared/ui/Stars";
import css from "./ProductReviews.module.css";

const STARS = ["5", "4", "3", "2", "1"] as const;

/** The average, and how many gave how many stars. */
export function Distribution({ summary }: { summary: RatingView }) {
  const { rating, rating_count: all, by_stars: stars } = summary;
  if (rating === null) return null;
  return (
    <div className={css.distribution}>
      <p>
        <strong className={css.average}>
          <Stars rating={rating} />
        </strong>{" "}
        <span className="muted">{plural(all, "review")}</span>
      </p>
      <ul className={css.bars}>
        {STARS.map((star) => {
          const given = stars[star] ?? 0;
          return (
            <li key={star} className={css.bar}>
              <span>{plural(Number(star), "star")}</span>
              <meter className={css.meter} min={0} max={all} value={given} aria-hidden="true" />
              <span className="number">{count(given)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
