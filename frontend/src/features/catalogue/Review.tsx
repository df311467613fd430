import { useRef, useState } from "react";
import { type ReviewView, reviewsHide, reviewsUnhide } from "@/shared/api";
import { useCan } from "@/shared/permissions";
import { queries } from "@/shared/queries";
import { Button } from "@/shared/ui/Button";
import { Locked } from "@/shared/ui/Locked";
import { Pill } from "@/shared/ui/Pill";
import { Stars } from "@/shared/ui/Stars";
import { sayRefused, toast } from "@/shared/ui/toasts";
import { When } from "@/shared/ui/When";
import css from "./Form.module.css";
import { HideForm } from "./HideForm";

/** What one buyer says; hidden from the shop with a reason, or shown again. */
export function Review({ review }: { review: ReviewView }) {
  const { id, product_id, author } = review;
  const [asking, setAsking] = useState(false);
  const may = useCan("review:hide");
  const box = useRef<HTMLElement>(null);

  async function changed() {
    setAsking(false);
    box.current?.focus();
    await Promise.all(
      [["reviews", product_id], ["products"], ["reports"], ["audit"]].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  }

  function cancel() {
    setAsking(false);
    box.current?.focus();
  }

  async function show() {
    await reviewsUnhide({ path: { review_id: id } });
    await changed();
  }

  async function hide(reason: string) {
    await reviewsHide({ path: { review_id: id }, body: { reason } });
    await changed();
  }

  async function hideWithUndo(reason: string) {
    await hide(reason);
    toast({
      text: `The review by ${author} is hidden.`,
      tone: "ok",
      action: { label: "Undo", run: () => void show().catch((error: unknown) => sayRefused(error)) },
    });
  }

  async function showWithUndo() {
    const reason = review.hidden_reason ?? "";
    try {
      await show();
      toast({
        text: `The review by ${author} is shown again.`,
        tone: "ok",
        action: { label: "Undo", run: () => void hide(reason).catch((error: unknown) => sayRefused(error)) },
      });
    } catch (error) {
      sayRefused(error);
    }
  }

  return (
    <article ref={box} tabIndex={-1} className={css.review}>
      <p className={css.head}>
        <Stars rating={review.rating} />
        <strong>{author}</strong>
        <span className="muted">
          <When moment={review.created_at} />
        </span>
        {review.is_hidden && <Pill tone="warn">Hidden</Pill>}
      </p>
      {review.text && <p className={css.words}>{review.text}</p>}
      {review.hidden_reason && <p className="muted">Hidden because: {review.hidden_reason}</p>}
      {!may && <Locked size="small" label={review.is_hidden ? "Show again" : "Hide"} permission="review:hide" />}
      {may && review.is_hidden && (
        <Button size="small" onClick={() => void showWithUndo()}>
          Show again
        </Button>
      )}
      {may && !review.is_hidden && !asking && (
        <Button size="small" onClick={() => setAsking(true)}>
          Hide…
        </Button>
      )}
      {asking && <HideForm author={author} onHide={hideWithUndo} onCancel={cancel} />}
    </article>
  );
}
