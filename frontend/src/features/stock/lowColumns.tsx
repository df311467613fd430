import type { LowStockView } from "@/shared/api";
import { count } from "@/shared/money";
import type { Column } from "@/shared/ui/DataTable";
import { Pill } from "@/shared/ui/Pill";
import { RowDeeds } from "./RowDeeds";
import { ShelfLink } from "./ShelfLink";
import { REASONS } from "./words";

export const LOW_COLUMNS: readonly Column<LowStockView>[] = [
  {
    key: "name",
    header: "Product",
    cell: (row) => <ShelfLink id={row.product_id} name={row.name} note={row.sku} />,
  },
  { key: "category", header: "Category", cell: (row) => row.category ?? "–" },
  {
    key: "reason",
    header: "Why",
    cell: (row) => (
      <Pill tone={row.stock_quantity === 0 ? "bad" : "warn"}>
        {row.stock_quantity === 0 ? "Sold out" : REASONS[row.reason]}
      </Pill>
    ),
  },
  { key: "stock", header: "In stock", number: true, cell: (row) => count(row.stock_quantity) },
  { key: "threshold", header: "Low at", number: true, cell: (row) => count(row.low_stock_threshold) },
  { key: "sold", header: "Sold in 30 days", number: true, cell: (row) => count(row.sold_30_days) },
  {
    key: "lasts",
    header: "Lasts",
    number: true,
    cell: (row) => (row.days_of_cover === null ? "–" : `${row.days_of_cover} days`),
  },
  {
    key: "deeds",
    header: "Actions",
    quiet: true,
    cell: (row) => <RowDeeds shelf={{ id: row.product_id, name: row.name }} />,
  },
];
