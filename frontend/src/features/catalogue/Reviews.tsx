import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useWords, whole } from "@/shared/address";
import { Loaded } from "@/shared/ui/Loaded";
import { Pager } from "@/shared/ui/Pager";
import { Stars } from "@/shared/ui/Stars";
import { reviewsQuery } from "./api";
import css from "./Form.module.css";
import { Review } from "./Review";

/** What buyers say of a product, and whether the shop shows it. */
export function Reviews({ id }: { id: number }) {
  const heading = useId();
  const { words, put } = useWords();
  const reviews = useQuery(reviewsQuery(id, whole(words, "reviews") ?? 1));
  return (
    <section className={css.section} aria-labelledby={heading}>
      <h2 id={heading}>Reviews</h2>
      <Loaded query={reviews}>
        {(page) => (
          <>
            {page.summary.rating !== null && (
              <p>
                <Stars rating={page.summary.rating} count={page.summary.rating_count} />
              </p>
            )}
            {page.total === 0 && <p className="muted">Nobody has written about it yet.</p>}
            <ul className={css.reviews}>
              {page.reviews.map((review) => (
                <li key={review.id}>
                  <Review review={review} />
                </li>
              ))}
            </ul>
            {page.pages > 1 && <Pager paging={page} onPage={(reviews) => put({ reviews })} />}
          </>
        )}
      </Loaded>
    </section>
  );
}
