import type { ReviewView } from "@/shared/api";
import { Button } from "@/shared/ui/Button";
import { Stars } from "@/shared/ui/Stars";
import css from "./WriteReview.module.css";

interface Props {
  name: string;
  review: ReviewView;
  onChange: () => void;
  onRemove: () => void;
}

export function OwnReview({ name, review, onChange, onRemove }: Props) {
  return (
    <div className={css.own}>
      <p>
        <strong>Your review</strong> <Stars rating={review.rating} />
      </p>
      {review.text && <p className={css.text}>{review.text}</p>}
      {review.is_hidden && <p className={css.hidden}>It is hidden: {review.hidden_reason}</p>}
      <div className={css.actions}>
        <Button aria-label={`Change your review of ${name}`} onClick={onChange}>
          Change
        </Button>
        <Button variant="quiet" aria-label={`Delete your review of ${name}`} onClick={onRemove}>
          Delete
        </Button>
      </div>
    </div>
  );
}
