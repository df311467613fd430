import type { ProductView } from "@/shared/api";
import { Pill } from "@/shared/ui/Pill";

export function ProductState({ product }: { product: Pick<ProductView, "is_active" | "is_in_stock"> }) {
  if (!product.is_active) return <Pill>Inactive</Pill>;
  return product.is_in_stock ? <Pill tone="ok">Active</Pill> : <Pill tone="warn">Sold out</Pill>;
}
