import { Link } from "@tanstack/react-router";
import type { ImportRowView } from "@/shared/api";
import { count } from "@/shared/money";
import type { Column } from "@/shared/ui/DataTable";
import { Pill } from "@/shared/ui/Pill";
import css from "./Import.module.css";
import { ImportChanges } from "./ImportChanges";
import { KINDS } from "./imports";

export const IMPORT_COLUMNS: readonly Column<ImportRowView>[] = [
  { key: "line", header: "Line", number: true, cell: (row) => count(row.line) },
  { key: "sku", header: "SKU", cell: (row) => <span className={css.sku}>{skuOf(row)}</span> },
  {
    key: "kind",
    header: "Kind",
    cell: (row) => <Pill tone={KINDS[row.kind].tone}>{KINDS[row.kind].label}</Pill>,
  },
  {
    key: "changes",
    header: "What happens",
    cell: (row) => (row.error ? <span className={css.wrong}>{row.error}</span> : <ImportChanges row={row} />),
  },
];

function skuOf({ sku, product_id }: ImportRowView) {
  if (product_id === null) return sku ?? "–";
  return (
    <Link to="/office/products/$productId" params={{ productId: String(product_id) }}>
      {sku}
    </Link>
  );
}
