import { AddToCart } from "@/features/cart/AddToCart";
import { HomePage } from "@/features/products/HomePage";
import { ListPage } from "@/features/products/ListPage";
import { WishButton } from "@/features/wishes/WishButton";
import type { ProductView } from "@/shared/api";

export const action = (product: ProductView) => <AddToCart product={product} />;
export const buy = (product: ProductView) => <AddToCart product={product} large />;
export const wish = (product: ProductView) => <WishButton product={product} />;

export function Home() {
  return <HomePage action={action} wish={wish} />;
}

export function Products() {
  return <ListPage action={action} wish={wish} />;
}
