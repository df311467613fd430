import { queryOptions } from "@tanstack/react-query";
import {
  type ProductView,
  type WishView,
  wishlistAdd,
  wishlistMoveToCart,
  wishlistRemove,
  wishlistWishes,
} from "@/shared/api";
import { refreshCart } from "@/shared/cart";
import { queries } from "@/shared/queries";

const MOST = 100;
const KEY = ["wishes"];

/** The whole wishlist, asked for once for every heart on the screen. */
export const wishesQuery = queryOptions({
  queryKey: KEY,
  queryFn: async (): Promise<WishView[]> => {
    const items: WishView[] = [];
    for (let page = 1, more = true; more; page++) {
      const got = await wishlistWishes({ query: { page, per_page: MOST } });
      items.push(...got.items);
      more = got.has_next;
    }
    return items;
  },
  staleTime: 60_000,
});

const refresh = () => queries.invalidateQueries({ queryKey: KEY });

export async function save(product: ProductView): Promise<void> {
  try {
    await wishlistAdd({ body: { product_id: product.id } });
  } finally {
    await refresh();
  }
}

export async function forget(productId: number): Promise<void> {
  try {
    await wishlistRemove({ path: { product_id: productId }, keepalive: true });
  } finally {
    await refresh();
  }
}

export async function moveToCart(productId: number): Promise<void> {
  await wishlistMoveToCart({ path: { product_id: productId }, body: {} });
  await Promise.all([refresh(), refreshCart()]);
}
