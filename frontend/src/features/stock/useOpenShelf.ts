import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

/** Go to what became of a product's stock. */
export function useOpenShelf() {
  const navigate = useNavigate();
  return useCallback(
    (id: number) => navigate({ to: "/office/stock/$productId", params: { productId: String(id) } }),
    [navigate],
  );
}
