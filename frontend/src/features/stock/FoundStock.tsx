import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useWords } from "@/shared/address";
import type { ProductView } from "@/shared/api";
import { listed } from "@/shared/paging";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { DataTable } from "@/shared/ui/DataTable";
import { Empty } from "@/shared/ui/Empty";
import { Exports } from "@/shared/ui/Exports";
import { Loaded } from "@/shared/ui/Loaded";
import { Pager } from "@/shared/ui/Pager";
import { useKeptFocus } from "@/shared/ui/useKeptFocus";
import { foundFile, foundQuery } from "./api";
import { FOUND_COLUMNS } from "./foundColumns";
import css from "./Stock.module.css";
import { foundOf, sortingOf } from "./search";
import { useOpenShelf } from "./useOpenShelf";

const id = (product: ProductView) => product.id;

/** Any product and how much there is of it. */
export function FoundStock() {
  const { words, put } = useWords();
  const openShelf = useOpenShelf();
  const open = useCallback((product: ProductView) => void openShelf(product.id), [openShelf]);
  const asked = foundOf(words);
  const found = useQuery(foundQuery(asked));
  useKeptFocus(found.data);
  const exports = useCan("product:export");
  return (
    <>
      <div className={css.said}>
        <span role="status">{found.data ? listed(found.data, "product") : ""}</span>
        {exports && (
          <span className={css.files}>
            <Exports formats={["csv"]} path={() => foundFile(asked)} name="products" />
          </span>
        )}
      </div>
      <Loaded query={found}>
        {(page) =>
          page.total === 0 ? (
            <Nothing search={asked.search ?? ""} onClear={() => put({ q: undefined, page: undefined })} />
          ) : (
            <div className={css.list}>
              <DataTable
                caption="Products and their stock"
                rows={page.products}
                columns={FOUND_COLUMNS}
                id={id}
                sorting={sortingOf(asked)}
                onSort={({ by, order }) => put({ sort_by: by, sort_order: order, page: undefined })}
                onOpen={open}
              />
              <Pager paging={page} onPage={(number) => put({ page: number })} />
            </div>
          )
        }
      </Loaded>
    </>
  );
}

function Nothing({ search, onClear }: { search: string; onClear: () => void }) {
  if (!search) return <Empty>There are no products yet.</Empty>;
  return (
    <Empty action={<Button onClick={onClear}>Clear the search</Button>}>
      No product has “{search}” in its name, SKU or barcode.
    </Empty>
  );
}
