import { SignInForm } from "@/features/auth/SignInForm";
import { CheckoutPage } from "@/features/checkout/CheckoutPage";

export function CheckoutRoute() {
  // Signing in re-renders the page as that person's; there is nowhere to go.
  return <CheckoutPage signIn={<SignInForm onDone={() => undefined} />} />;
}
