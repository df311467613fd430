import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ProductView } from "@/shared/api";
import { Picture } from "@/shared/ui/Picture";
import { Stars } from "@/shared/ui/Stars";
import { Availability } from "./Availability";
import { Less } from "./Less";
import { Price } from "./Price";
import css from "./Tile.module.css";

/** What other features put on a product. */
export interface Slots {
  /** What puts a product into the cart. */
  action: (product: ProductView) => ReactNode;
  /** What puts a product on the wishlist. */
  wish: (product: ProductView) => ReactNode;
}

interface Props extends Slots {
  product: ProductView;
  /** Among the first that are seen: its picture is fetched at once. */
  first?: boolean;
}

/** A product in a grid. Its name is the link, and the picture belongs to it. */
export function Tile({ product, first, action, wish }: Props) {
  return (
    <article className={css.tile}>
      <Picture
        small={product.thumbnail_url}
        large={product.image_url}
        alt=""
        sizes="(max-width: 599px) 42vw, 16rem"
        first={first ?? false}
      />
      <h3 className={css.name}>
        <Link to="/products/$productId" params={{ productId: String(product.id) }} className={css.link}>
          {product.name}
        </Link>
      </h3>
      <div className={css.less}>
        <Less product={product} />
      </div>
      <div className={css.wish}>{wish(product)}</div>
      <Price product={product} />
      <p className={css.facts}>
        <Availability product={product} />
        {product.rating !== null && <Stars rating={product.rating} count={product.rating_count} />}
      </p>
      <div className={css.action}>{action(product)}</div>
    </article>
  );
}
