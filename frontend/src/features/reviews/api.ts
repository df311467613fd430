import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { reviewsOfProduct, reviewsRemove, reviewsUpdate, reviewsWrite } from "@/shared/api";
import { queries } from "@/shared/queries";

const PAGE = 10;

/** What buyers think of a product, page after page; what they come to with each. */
export function reviewsQuery(productId: number) {
  return infiniteQueryOptions({
    queryKey: ["reviews", productId],
    queryFn: ({ pageParam, signal }) =>
      reviewsOfProduct({
        path: { product_id: productId },
        query: { page: pageParam, per_page: PAGE },
        signal,
      }),
    initialPageParam: 1,
    getNextPageParam: (last) => (last.has_next ? last.current_page + 1 : undefined),
  });
}

/** What somebody wrote about a product themselves, and whether they may. */
export function ownReviewQuery(productId: number) {
  return queryOptions({
    queryKey: ["reviews", productId, "own"],
    queryFn: () => reviewsOfProduct({ path: { product_id: productId }, query: { per_page: 1 } }),
  });
}

export interface Opinion {
  rating: number;
  text: string;
}

/** Write a review, or change the one with the number `id`. */
export async function saveReview(productId: number, id: number | null, opinion: Opinion): Promise<void> {
  if (id === null) await reviewsWrite({ path: { product_id: productId }, body: opinion });
  else await reviewsUpdate({ path: { review_id: id }, body: opinion });
  await refresh(productId);
}

export async function removeReview(productId: number, id: number): Promise<void> {
  try {
    await reviewsRemove({ path: { review_id: id }, keepalive: true });
  } finally {
    await refresh(productId);
  }
}

/** The reviews of a product changed, and with them its rating everywhere. */
async function refresh(productId: number): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: ["reviews", productId] }),
    queries.invalidateQueries({ queryKey: ["products"] }),
  ]);
}
