import { action, buy, wish } from "@/app/shop/catalogue";
import { ProductPage } from "@/features/products/ProductPage";
import { ProductReviews } from "@/features/reviews/ProductReviews";

export function ProductRoute() {
  return (
    <ProductPage
      action={action}
      buy={buy}
      wish={wish}
      reviews={(product) => <ProductReviews product={product} />}
    />
  );
}
