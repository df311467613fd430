import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { WishView } from "@/shared/api";
import { sentenceOf } from "@/shared/errors";
import { money } from "@/shared/money";
import { Button } from "@/shared/ui/Button";
import { Picture } from "@/shared/ui/Picture";
import { Pill } from "@/shared/ui/Pill";
import { toast } from "@/shared/ui/toasts";
import { When } from "@/shared/ui/When";
import { moveToCart } from "./api";
import { changed, stands } from "./changes";
import css from "./Wishlist.module.css";

interface Props {
  wish: WishView;
  onRemove: () => void;
}

/** An article somebody saved, with what became of it since. */
export function Wish({ wish, onRemove }: Props) {
  const move = useMutation({
    mutationFn: () => moveToCart(wish.product_id),
    onSuccess: () => toast({ text: `${wish.name} is in your cart.`, tone: "ok" }),
  });
  const { product } = wish;
  const since = changed(wish);
  const state = stands(wish);
  return (
    <li className={css.wish} aria-label={wish.name}>
      {product && <Picture small={product.thumbnail_url} large={product.image_url} alt="" sizes="16rem" />}
      <h2 className={css.name}>
        {product ? (
          <Link to="/products/$productId" params={{ productId: String(wish.product_id) }}>
            {wish.name}
          </Link>
        ) : (
          wish.name
        )}
      </h2>
      {product && (
        <p className={css.price}>
          <strong>{money(product.price)}</strong>
          {since && (
            <span className={css.change} data-way={since.way}>
              {since.words}
            </span>
          )}
        </p>
      )}
      <Pill tone={state.tone}>{state.label}</Pill>
      <p className={css.saved}>
        Saved <When moment={wish.created_at} />
      </p>
      {move.isError && (
        <p role="alert" className={css.error}>
          {sentenceOf(move.error)}
        </p>
      )}
      <div className={css.actions}>
        {wish.is_in_stock && (
          <Button variant="primary" busy={move.isPending} onClick={() => move.mutate()}>
            Move to cart
          </Button>
        )}
        <Button variant="quiet" aria-label={`Remove ${wish.name}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
    </li>
  );
}
