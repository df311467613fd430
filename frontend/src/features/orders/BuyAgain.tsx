import { useMutation } from "@tanstack/react-query";
import type { OrderView } from "@/shared/api";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { ErrorNotice } from "@/shared/ui/ErrorNotice";
import { Notice } from "@/shared/ui/Notice";
import { leftOut } from "./again";
import { buyAgain } from "./api";
import css from "./Order.module.css";

/** Puts what the order had into the cart, as far as it is still sold, and says what is missing. */
export function useBuyAgain(order: OrderView) {
  const items = order.items ?? [];
  const again = useMutation({ mutationFn: () => buyAgain(items) });
  const missing = leftOut(items, again.data ?? []);
  const mayBuy = useCan("cart:manage-own");

  const button = mayBuy && items.length > 0 && (
    <Button
      variant={order.delivered_at ? "primary" : "secondary"}
      busy={again.isPending}
      onClick={() => again.mutate()}
    >
      Buy again
    </Button>
  );
  const result = (
    <div role="status" className={css.result}>
      {again.isError && <ErrorNotice error={again.error} />}
      {again.isSuccess && (
        <Notice
          tone={missing.length > 0 ? "warn" : "ok"}
          actions={<ButtonLink to="/cart">Go to the cart</ButtonLink>}
        >
          <p>{said(missing.length, items.length)}</p>
          {missing.length > 0 && (
            <ul className={css.missing}>
              {missing.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
    </div>
  );
  return { button, result };
}

function said(missing: number, all: number): string {
  if (missing === 0) return "All of it is in your cart.";
  return missing < all ? "It is in your cart, but for this:" : "It could not be put into your cart:";
}
