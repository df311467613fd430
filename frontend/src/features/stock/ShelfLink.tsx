import { Link } from "@tanstack/react-router";
import css from "./Stock.module.css";

/** A product by its name, leading to what became of its stock. */
export function ShelfLink({ id, name, note }: { id: number; name: string; note?: string }) {
  return (
    <>
      <Link to="/office/stock/$productId" params={{ productId: String(id) }}>
        {name}
      </Link>
      {note && <span className={css.note}> {note}</span>}
    </>
  );
}
