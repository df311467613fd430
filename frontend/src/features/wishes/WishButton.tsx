import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import type { ProductView } from "@/shared/api";
import { useCan } from "@/shared/permissions";
import { sayRefused } from "@/shared/ui/toasts";
import { forget, save, wishesQuery } from "./api";
import css from "./WishButton.module.css";

/** A heart: saved for later or not. Strangers sign in first and come back. */
export function WishButton({ product }: { product: ProductView }) {
  const mine = useCan("wishlist:manage-own");
  const navigate = useNavigate();
  const next = useRouterState({ select: (state) => state.location.href });
  const { data } = useQuery({ ...wishesQuery, enabled: mine });
  const toggle = useMutation({
    mutationFn: (wanted: boolean) => (wanted ? save(product) : forget(product.id)),
    onError: (error) => sayRefused(error),
  });
  const listed = data?.some((wish) => wish.product_id === product.id) ?? false;
  const saved = toggle.isPending ? toggle.variables : listed;

  function press() {
    if (!mine) void navigate({ to: "/sign-in", search: { next } });
    else if (!toggle.isPending) toggle.mutate(!saved);
  }

  return (
    <button
      type="button"
      className={css.wish}
      aria-pressed={saved}
      aria-label={`Save ${product.name}`}
      title={saved ? "On your wishlist" : "Save for later"}
      onClick={press}
    >
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
        <path d="M12 20 4.5 12.6a5 5 0 1 1 7.5-6.5 5 5 0 1 1 7.5 6.5Z" />
      </svg>
    </button>
  );
}
