import { Link } from "@tanstack/react-router";
import type { LowReviewsView } from "@/shared/api";
import { plural } from "@/shared/money";
import { Pill } from "@/shared/ui/Pill";
import { When } from "@/shared/ui/When";
import css from "./Attention.module.css";
import { Group } from "./Group";

export function Reviews({ group }: { group: LowReviewsView }) {
  return (
    <Group title="Low reviews this week" number={group.count}>
      {group.reviews.map((review) => (
        <li key={review.id}>
          <span className={css.what}>
            <Link to="/products/$productId" params={{ productId: String(review.product_id) }}>
              {review.product_name}
            </Link>
            <span>{plural(review.rating, "star")}</span>
          </span>
          <span className={css.fact}>
            <When moment={review.created_at} />
          </span>
          {(review.text || review.is_hidden) && (
            <span className={css.state}>
              {review.is_hidden && <Pill>Hidden</Pill>}
              <span className={css.quote}>{review.text}</span>
            </span>
          )}
        </li>
      ))}
    </Group>
  );
}
