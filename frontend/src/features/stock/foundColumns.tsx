import type { ProductView } from "@/shared/api";
import { count } from "@/shared/money";
import type { Column } from "@/shared/ui/DataTable";
import { Pill } from "@/shared/ui/Pill";
import { RowDeeds } from "./RowDeeds";
import { ShelfLink } from "./ShelfLink";

export const FOUND_COLUMNS: readonly Column<ProductView>[] = [
  {
    key: "name",
    header: "Product",
    sort: "name",
    cell: (product) => <ShelfLink id={product.id} name={product.name} />,
  },
  { key: "sku", header: "SKU", sort: "sku", cell: (product) => product.sku },
  { key: "barcode", header: "Barcode", cell: (product) => product.barcode ?? "–" },
  {
    key: "state",
    header: "State",
    cell: (product) => (
      <Pill tone={product.is_active ? "ok" : "neutral"}>{product.is_active ? "On sale" : "Not on sale"}</Pill>
    ),
  },
  {
    key: "stock",
    header: "In stock",
    sort: "stock",
    number: true,
    cell: (product) => count(product.stock_quantity),
  },
  {
    key: "deeds",
    header: "Actions",
    quiet: true,
    cell: (product) => <RowDeeds shelf={product} />,
  },
];
