import { useQuery } from "@tanstack/react-query";
import type { CategoryInventoryView } from "@/shared/api";
import { count, money, plural } from "@/shared/money";
import { type Column, DataTable } from "@/shared/ui/DataTable";
import { Exports } from "@/shared/ui/Exports";
import { Loaded } from "@/shared/ui/Loaded";
import { When } from "@/shared/ui/When";
import { WORTH_FILE, worthQuery } from "./api";
import css from "./Stock.module.css";

const id = (row: CategoryInventoryView) => row.category_id ?? 0;

const COLUMNS: readonly Column<CategoryInventoryView>[] = [
  { key: "category", header: "Category", cell: (row) => row.category ?? "Without a category" },
  { key: "products", header: "Products", number: true, cell: (row) => count(row.products) },
  { key: "units", header: "Pieces", number: true, cell: (row) => count(row.units) },
  { key: "value", header: "Worth", number: true, cell: (row) => money(row.value) },
];

/** What the stock would bring, by category. */
export function Worth() {
  const worth = useQuery(worthQuery);
  return (
    <Loaded query={worth}>
      {({ total, by_category, as_of }) => (
        <>
          <div className={css.said}>
            <p>
              <strong className={css.hero}>{money(total.value)}</strong> at selling prices, for{" "}
              {plural(total.units, "piece")} of {plural(total.products, "product")}, <When moment={as_of} />. What
              they cost is not known.
            </p>
            <span className={css.files}>
              <Exports
                formats={["csv", "xlsx"]}
                path={(format) => `${WORTH_FILE}format=${format}`}
                name="inventory"
              />
            </span>
          </div>
          <DataTable caption="Worth by category" rows={by_category} columns={COLUMNS} id={id} />
        </>
      )}
    </Loaded>
  );
}
