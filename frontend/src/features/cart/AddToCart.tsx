import { useEffect, useRef, useState } from "react";
import type { ProductView } from "@/shared/api";
import { addToCart, setQuantity, useInCart } from "@/shared/cart";
import { Button } from "@/shared/ui/Button";
import { Quantity } from "@/shared/ui/Quantity";
import { sayRefused } from "@/shared/ui/toasts";
import css from "./AddToCart.module.css";

interface Props {
  product: ProductView;
  /** On the product's own page: larger, and in full. */
  large?: boolean;
}

/** "Add"; once it is in the cart, how many. What is sold out says so. */
export function AddToCart({ product, large }: Props) {
  const inCart = useInCart(product.id);
  const [busy, setBusy] = useState(false);
  const { place, pressed } = useFocusInPlace(inCart > 0);
  const size = large ? "large" : "normal";

  async function attempt(work: Promise<void>) {
    pressed();
    setBusy(true);
    try {
      await work;
    } catch (error) {
      sayRefused(error);
    } finally {
      setBusy(false);
    }
  }

  function control() {
    if (inCart > 0) {
      return (
        <span className={css.inCart}>
          <Quantity
            of={product.name}
            value={inCart}
            least={0}
            onChange={(quantity) => void attempt(setQuantity(product.id, quantity))}
          />
          <span className={css.said}>in cart</span>
        </span>
      );
    }
    if (!product.is_in_stock) {
      return (
        <Button disabled size={size} wide={large ?? false}>
          Sold out
        </Button>
      );
    }
    return (
      <Button
        variant="primary"
        size={size}
        wide={large ?? false}
        busy={busy}
        aria-label={large ? `Add to cart: ${product.name}` : `Add ${product.name} to the cart`}
        onClick={() => void attempt(addToCart(product.id))}
      >
        {large ? "Add to cart" : "Add"}
      </Button>
    );
  }

  return (
    <div ref={place} className={css.action} data-large={large || undefined}>
      {control()}
    </div>
  );
}

/** A press may take its own button away; what stands in its place then has the focus. */
function useFocusInPlace(inCart: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const own = useRef(false);
  const before = useRef(inCart);

  useEffect(() => {
    if (before.current === inCart) return;
    before.current = inCart;
    const pressed = own.current;
    own.current = false;
    if (!pressed || document.activeElement !== document.body) return;
    [...(place.current?.querySelectorAll("button") ?? [])].at(-1)?.focus();
  }, [inCart]);

  return {
    place,
    pressed: () => {
      own.current = true;
    },
  };
}
