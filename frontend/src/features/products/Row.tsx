import { Link } from "@tanstack/react-router";
import { useId } from "react";
import type { ProductView } from "@/shared/api";
import { Grid } from "./Grid";
import { GridBones } from "./GridBones";
import css from "./Row.module.css";
import type { ListSearch } from "./search";
import { type Slots, Tile } from "./Tile";

const TILES = 6;

interface Props extends Slots {
  title: string;
  /** The list it is the beginning of. */
  search: ListSearch;
  /** undefined while they are on the way. */
  products: readonly ProductView[] | undefined;
  first?: boolean;
}

/** A few products under a heading, and the way to all of them. */
export function Row({ title, search, products, first, ...slots }: Props) {
  const heading = useId();
  if (products?.length === 0) return null;
  return (
    <section className={css.row} aria-labelledby={heading}>
      <div className={css.head}>
        <h2 id={heading}>{title}</h2>
        <Link to="/products" search={search} className={css.all}>
          See all<span className="visually-hidden">: {title}</span>
        </Link>
      </div>
      {products ? (
        <Grid row label={title}>
          {products.slice(0, TILES).map((product) => (
            <li key={product.id}>
              <Tile product={product} first={first ?? false} {...slots} />
            </li>
          ))}
        </Grid>
      ) : (
        <GridBones row tiles={TILES} />
      )}
    </section>
  );
}
