import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { addToCart, type Cart, type CartLine, setQuantity } from "@/shared/cart";
import { sentenceOf } from "@/shared/errors";
import { money } from "@/shared/money";
import { Button } from "@/shared/ui/Button";
import { Picture } from "@/shared/ui/Picture";
import { Quantity } from "@/shared/ui/Quantity";
import css from "./CartLines.module.css";

/** What is in the cart, each with its number, its price and what is wrong with it. Taking out can be taken back. */
export function CartLines({ cart }: { cart: Cart }) {
  const [taken, setTaken] = useState<CartLine | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const undo = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    // The button that took it out is gone; the way back has the focus instead.
    if (taken && document.activeElement === document.body) undo.current?.focus();
  }, [taken]);

  async function change(line: CartLine, work: () => Promise<void>, out = false) {
    setRefused(null);
    try {
      await work();
      setTaken(out ? line : null);
    } catch (error) {
      setRefused(`${line.product.name}: ${sentenceOf(error)}`);
    }
  }

  return (
    <>
      <div role="status">
        {taken && (
          <p className={css.undo}>
            {taken.product.name} is out of the cart.
            <Button
              ref={undo}
              variant="quiet"
              size="small"
              onClick={() => void change(taken, () => addToCart(taken.product_id, taken.quantity))}
            >
              Undo
            </Button>
          </p>
        )}
        {refused && <p className={css.refused}>{refused}</p>}
      </div>
      <ul className={css.lines}>
        {cart.items.map((line) => (
          <li key={line.product_id} className={css.line}>
            <div className={css.picture}>
              <Picture small={line.product.thumbnail_url} alt="" />
            </div>
            <div className={css.what}>
              <Link to="/products/$productId" params={{ productId: String(line.product_id) }}>
                {line.product.name}
              </Link>
              <Remarks line={line} problems={cart.problems} />
              <div className={css.controls}>
                <Quantity
                  of={line.product.name}
                  value={line.quantity}
                  onChange={(quantity) => void change(line, () => setQuantity(line.product_id, quantity))}
                />
                <Button
                  variant="quiet"
                  size="small"
                  aria-label={`Remove ${line.product.name}`}
                  onClick={() => void change(line, () => setQuantity(line.product_id, 0), true)}
                >
                  Remove
                </Button>
              </div>
            </div>
            <span className={css.price}>{money(line.total_price)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Remarks({ line, problems }: { line: CartLine; problems: Cart["problems"] }) {
  const problem = problems.find((one) => one.product_id === line.product_id);
  const short = line.available < line.quantity;
  return (
    <>
      {line.price_changed && line.price_when_added !== undefined && (
        <p className={css.remark}>
          The price changed from {money(line.price_when_added)} to {money(line.unit_price)}.
        </p>
      )}
      {problem && <p className={css.refused}>{problem.message}</p>}
      {!problem && short && (
        <p className={css.refused}>
          {line.available > 0 ? `Only ${line.available} can be sold now.` : "Sold out."}
        </p>
      )}
    </>
  );
}
