import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef } from "react";
import type { ProductView } from "@/shared/api";
import { count } from "@/shared/money";
import { counted } from "@/shared/paging";
import { Button } from "@/shared/ui/Button";
import { ErrorNotice } from "@/shared/ui/ErrorNotice";
import { Loaded } from "@/shared/ui/Loaded";
import { reviewsQuery } from "./api";
import { Distribution } from "./Distribution";
import css from "./ProductReviews.module.css";
import { Review } from "./Review";
import { WriteReview } from "./WriteReview";

/** What buyers think of a product. */
export function ProductReviews({ product }: { product: ProductView }) {
  const heading = useId();
  const list = useRef<HTMLOListElement>(null);
  const from = useRef<number | null>(null);
  const query = useInfiniteQuery(reviewsQuery(product.id));
  const shown = query.data?.pages.flatMap((page) => page.reviews) ?? [];
  // That more could not be loaded is said where more was asked for.
  const first = query.isFetchNextPageError ? { ...query, error: null } : query;

  // The first of the new ones has the focus: the button that brought them may be gone.
  useEffect(() => {
    if (from.current === null || shown.length <= from.current) return;
    const item = list.current?.children[from.current];
    if (item instanceof HTMLElement) item.focus({ preventScroll: true });
    from.current = null;
  }, [shown.length]);

  function more() {
    from.current = shown.length;
    void query.fetchNextPage();
  }

  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>Reviews</h2>
      <Loaded query={first}>
        {({ pages: [page] }) =>
          page && (
            <div className={css.reviews}>
              <div className={css.summary}>
                <Distribution summary={page.summary} />
                {(page.may_review || page.own_review) && <WriteReview productId={product.id} name={product.name} />}
              </div>
              <div>
                {shown.length === 0 && <p className="muted">Nobody has written about it yet.</p>}
                <ol ref={list} className={css.list}>
                  {shown.map((review) => (
                    <li key={review.id} tabIndex={-1}>
                      <Review review={review} own={review.id === page.own_review?.id} />
                    </li>
                  ))}
                </ol>
                {query.isFetchNextPageError && <ErrorNotice error={query.error} retry={more} />}
                {query.hasNextPage && !query.isFetchNextPageError && (
                  <Button onClick={more} busy={query.isFetchingNextPage}>
                    Load more ({count(shown.length)} of {counted(page)})
                  </Button>
                )}
              </div>
            </div>
          )
        }
      </Loaded>
    </section>
  );
}
