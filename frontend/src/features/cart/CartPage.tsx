import { useCart } from "@/shared/cart";
import { money } from "@/shared/money";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { Totals } from "@/shared/ui/Totals";
import { CartLines } from "./CartLines";
import css from "./CartPage.module.css";
import { EmptyCart } from "./EmptyCart";

/** The cart as a page of its own, for an address that can be kept. */
export function CartPage() {
  const cart = useCart();
  return (
    <>
      <PageHead title="Cart" />
      <Loaded query={cart}>
        {(data) => (
          <div className={css.page}>
            <div>
              <CartLines cart={data} />
              {data.items.length === 0 && <EmptyCart />}
            </div>
            {data.items.length > 0 && (
              <aside className={css.sum} aria-label="What it comes to">
                <Totals of={data} />
                <ButtonLink to="/checkout" variant="primary" wide>
                  Checkout {money(data.total)}
                </ButtonLink>
              </aside>
            )}
          </div>
        )}
      </Loaded>
    </>
  );
}
