import { useCart } from "@/shared/cart";
import { money } from "@/shared/money";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Dialog } from "@/shared/ui/Dialog";
import { Loaded } from "@/shared/ui/Loaded";
import { Totals } from "@/shared/ui/Totals";
import css from "./CartDrawer.module.css";
import { CartLines } from "./CartLines";
import { EmptyCart } from "./EmptyCart";

/** The cart, from anywhere in the shop. */
export function CartDrawer({ onClose }: { onClose: () => void }) {
  const cart = useCart();
  const there = cart.data && cart.data.items.length > 0;
  return (
    <Dialog
      title={`Cart (${cart.data?.total_items ?? 0})`}
      side="end"
      onClose={onClose}
      footer={
        there && (
          <div className={css.foot}>
            <Totals of={cart.data} />
            <ButtonLink to="/checkout" variant="primary" wide onClick={onClose}>
              Checkout {money(cart.data.total)}
            </ButtonLink>
          </div>
        )
      }
    >
      <Loaded query={cart}>
        {(data) => (
          <>
            <CartLines cart={data} />
            {data.items.length === 0 && <EmptyCart onLeave={onClose} />}
          </>
        )}
      </Loaded>
    </Dialog>
  );
}
