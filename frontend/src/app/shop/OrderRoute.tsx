import { OrderPage } from "@/features/orders/OrderPage";
import { WriteReview } from "@/features/reviews/WriteReview";

export function OrderRoute() {
  return <OrderPage review={(article) => <WriteReview {...article} />} />;
}
