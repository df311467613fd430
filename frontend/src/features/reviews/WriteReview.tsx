import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useDelayed } from "@/shared/delayed";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { ownReviewQuery, removeReview, saveReview } from "./api";
import { OwnReview } from "./OwnReview";
import { ReviewForm } from "./ReviewForm";
import css from "./WriteReview.module.css";

/** One's own opinion of a product: to write, to change, to take back. Nothing, where the shop does not ask for it. */
export function WriteReview({ productId, name }: { productId: number; name: string }) {
  const mine = useCan("review:write-own");
  const { data } = useQuery({ ...ownReviewQuery(productId), enabled: mine });
  const { going, begin } = useDelayed<number>();
  const [writing, setWriting] = useState(false);
  const place = useFocusFollowing(writing);

  if (!mine || !data || (!data.own_review && !data.may_review)) return null;
  const own = data.own_review && !going.has(data.own_review.id) ? data.own_review : null;

  return (
    <div ref={place} className={css.place}>
      {writing ? (
        <ReviewForm
          productId={productId}
          name={name}
          own={own}
          onSend={async (opinion) => {
            await saveReview(productId, own?.id ?? null, opinion);
            setWriting(false);
          }}
          onCancel={() => setWriting(false)}
        />
      ) : (
        <>
          {own && (
            <OwnReview
              name={name}
              review={own}
              onChange={() => setWriting(true)}
              onRemove={() =>
                begin(own.id, {
                  text: `Your review of ${name} is being deleted.`,
                  run: () => removeReview(productId, own.id),
                })
              }
            />
          )}
          {!data.own_review && (
            <Button onClick={() => setWriting(true)}>
              Write a review<span className="visually-hidden"> of {name}</span>
            </Button>
          )}
        </>
      )}
    </div>
  );
}

/** When the form opens its first control has the focus, when it closes what stands in its place. */
function useFocusFollowing(writing: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(writing);
  useEffect(() => {
    if (before.current === writing) return;
    before.current = writing;
    place.current?.querySelector<HTMLElement>("input:checked, input, button")?.focus();
  }, [writing]);
  return place;
}
