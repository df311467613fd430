import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ProductDetailView, ProductView } from "@/shared/api";
import { categoriesQuery } from "@/shared/categories";
import { money } from "@/shared/money";
import { useShop } from "@/shared/shop";
import { Notice } from "@/shared/ui/Notice";
import { PageHead } from "@/shared/ui/PageHead";
import { Stars } from "@/shared/ui/Stars";
import { Availability } from "./Availability";
import { alikeQuery } from "./api";
import { Crumbs } from "./Crumbs";
import { Gallery } from "./Gallery";
import { Less } from "./Less";
import { Measures } from "./Measures";
import { Price } from "./Price";
import { Row } from "./Row";
import css from "./Sheet.module.css";
import type { Slots } from "./Tile";
import { pathTo } from "./tree";

interface Props extends Slots {
  product: ProductDetailView;
  buy: (product: ProductView) => ReactNode;
  reviews: (product: ProductView) => ReactNode;
}

/** Everything about one product. */
export function Sheet({ product, buy, reviews, action, wish }: Props) {
  const categoryId = product.category_id;
  const { data: categories } = useQuery(categoriesQuery);
  const alike = useQuery({ ...alikeQuery(categoryId ?? 0), enabled: categoryId !== null });
  const shop = useShop();
  const path = categories && categoryId !== null ? pathTo(categories, categoryId) : [];
  const others = alike.data?.products.filter((one) => one.id !== product.id);
  return (
    <>
      <Crumbs path={path.length > 0 ? path : product.category ? [product.category] : []} />
      {!product.is_active && <Notice tone="warn">Customers do not see this product: it is not active.</Notice>}
      <article className={css.sheet}>
        <Gallery product={product} />
        <div className={css.facts}>
          <PageHead title={product.name} lead={`SKU ${product.sku}`}>
            {wish(product)}
          </PageHead>
          {product.rating !== null && (
            <a href="#reviews" className={css.rating}>
              <Stars rating={product.rating} count={product.rating_count} />
            </a>
          )}
          <div className={css.costs}>
            <Price product={product} large />
            <Less product={product} />
          </div>
          <p>
            <Availability product={product} />
          </p>
          <div className={css.buy}>
            <strong className={css.price} aria-hidden="true">
              {money(product.price)}
            </strong>
            <div className={css.action}>{buy(product)}</div>
          </div>
          {shop && <p className="muted">Delivery {money(shop.shipping_cost)}</p>}
          {product.description && (
            <section>
              <h2 className={css.title}>Details</h2>
              <p className={css.text}>{product.description}</p>
            </section>
          )}
          <Measures product={product} />
        </div>
      </article>
      {categoryId !== null && !alike.error && (
        <Row title="Goes with" search={{ category_id: categoryId }} products={others} {...{ action, wish }} />
      )}
      <div id="reviews" className={css.reviews}>
        {reviews(product)}
      </div>
    </>
  );
}
