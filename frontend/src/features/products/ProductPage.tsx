import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ProductView } from "@/shared/api";
import { ApiError } from "@/shared/errors";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Empty } from "@/shared/ui/Empty";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { productQuery } from "./api";
import { ProductBones } from "./ProductBones";
import { Sheet } from "./Sheet";
import type { Slots } from "./Tile";

interface Props extends Slots {
  /** What puts the product of this page into the cart. */
  buy: (product: ProductView) => ReactNode;
  reviews: (product: ProductView) => ReactNode;
}

const route = getRouteApi("/shop/products/$productId");

export function ProductPage(slots: Props) {
  const id = Number(route.useParams().productId);
  const sensible = Number.isInteger(id) && id > 0;
  const query = useQuery({ ...productQuery(id), enabled: sensible });
  const missing = query.error instanceof ApiError && query.error.status === 404;
  if (!sensible || missing) return <Missing />;
  return (
    <Loaded query={query} skeleton={<ProductBones />}>
      {(product) => <Sheet key={product.id} product={product} {...slots} />}
    </Loaded>
  );
}

function Missing() {
  return (
    <>
      <PageHead title="This product is not here" />
      <Empty
        action={
          <ButtonLink to="/products" variant="primary">
            See all products
          </ButtonLink>
        }
      >
        It may have been taken out of the shop, or the address has a slip in it. Your orders keep what you bought.
      </Empty>
    </>
  );
}
