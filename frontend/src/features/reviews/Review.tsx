import type { ReviewView } from "@/shared/api";
import { Pill } from "@/shared/ui/Pill";
import { Stars } from "@/shared/ui/Stars";
import { When } from "@/shared/ui/When";
import css from "./ProductReviews.module.css";

/** What one buyer thinks. */
export function Review({ review, own }: { review: ReviewView; own: boolean }) {
  return (
    <article className={css.review}>
      <p className={css.head}>
        <Stars rating={review.rating} />
        <strong>{review.author}</strong>
        <span className="muted">
          <When moment={review.created_at} />
        </span>
        {own && <Pill tone="info">Yours</Pill>}
        {review.is_hidden && <Pill tone="warn">Hidden</Pill>}
      </p>
      {review.text && <p className={css.text}>{review.text}</p>}
      {review.hidden_reason && <p className="muted">Hidden because: {review.hidden_reason}</p>}
    </article>
  );
}
