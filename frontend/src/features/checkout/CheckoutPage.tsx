import type { ReactNode } from "react";
import { useCart } from "@/shared/cart";
import { useSession } from "@/shared/session";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Empty } from "@/shared/ui/Empty";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import css from "./CheckoutPage.module.css";
import { OrderForm } from "./OrderForm";
import { Summary } from "./Summary";

/** Where to, how paid, and the whole sum: one page. `signIn` is what a stranger is shown first. */
export function CheckoutPage({ signIn }: { signIn: ReactNode }) {
  const { me } = useSession();
  const cart = useCart();
  return (
    <>
      <PageHead title="Checkout" />
      <Loaded query={cart}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty
              action={
                <ButtonLink to="/products" variant="primary">
                  See what there is
                </ButtonLink>
              }
            >
              There is nothing in your cart to order.
            </Empty>
          ) : (
            <div className={css.page}>
              {me ? (
                <OrderForm cart={data} email={me.user.email} />
              ) : (
                <section className={css.card} aria-labelledby="who">
                  <h2 id="who">Sign in to order</h2>
                  <p className="muted">What is in your cart stays in it.</p>
                  {signIn}
                  <p>
                    New here?{" "}
                    <ButtonLink to="/register" search={{ next: "/checkout" }}>
                      Open an account
                    </ButtonLink>
                  </p>
                </section>
              )}
              <Summary cart={data} />
            </div>
          )
        }
      </Loaded>
    </>
  );
}
