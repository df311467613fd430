import type { Cart } from "@/shared/cart";
import { money } from "@/shared/money";
import { Totals } from "@/shared/ui/Totals";
import css from "./CheckoutPage.module.css";

export function Summary({ cart }: { cart: Cart }) {
  return (
    <aside className={css.card} aria-labelledby="your-order">
      <h2 id="your-order">Your order</h2>
      <ul className={css.lines}>
        {cart.items.map((line) => (
          <li key={line.product_id} className={css.line}>
            <span>
              {line.quantity} × {line.product.name}
            </span>
            <span className="number">{money(line.total_price)}</span>
          </li>
        ))}
      </ul>
      <Totals of={cart} />
    </aside>
  );
}
