import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useWords, whole } from "@/shared/address";
import type { ProductView } from "@/shared/api";
import { categoriesQuery } from "@/shared/categories";
import { download } from "@/shared/http";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { DataTable } from "@/shared/ui/DataTable";
import { Loaded } from "@/shared/ui/Loaded";
import { Locked } from "@/shared/ui/Locked";
import { PageHead } from "@/shared/ui/PageHead";
import { Pager } from "@/shared/ui/Pager";
import { Skeleton } from "@/shared/ui/Skeleton";
import { sayRefused } from "@/shared/ui/toasts";
import { useKeptFocus } from "@/shared/ui/useKeptFocus";
import { everyProduct, productsQuery } from "./api";
import css from "./Catalogue.module.css";
import { columns } from "./columns";
import { Filters } from "./Filters";
import { NothingHere } from "./NothingHere";
import { PricesDialog } from "./PricesDialog";
import { Selected } from "./Selected";
import { asked, exportPath, sortingOf } from "./search";

type Picked = ReadonlyMap<number, ProductView>;

const NONE: Picked = new Map();
const id = (row: ProductView) => row.id;
const name = (row: ProductView) => row.name;
const edit = (row: ProductView) => document.getElementById(`price-${row.id}`)?.click();

/** Every product, with prices and stock that are changed in the table. */
export function ProductsPage() {
  const { words, put } = useWords();
  const navigate = useNavigate();
  const query = asked(words);
  const products = useQuery(productsQuery(query, whole(words, "page") ?? 1));
  const categories = useQuery(categoriesQuery).data;
  const [picked, setPicked] = useState(NONE);
  const [pricing, setPricing] = useState(false);
  const [saving, setSaving] = useState(false);
  const mayAdd = useCan("product:create");
  const mayImport = useCan("product:import");
  const mayExport = useCan("product:export");
  const shown = useMemo(() => {
    const names = new Map(categories?.map((one) => [one.id, one.name]));
    return columns((category) => (category === null ? "None" : (names.get(category) ?? "")));
  }, [categories]);
  const open = useCallback(
    (row: ProductView) =>
      void navigate({ to: "/office/products/$productId", params: { productId: String(row.id) } }),
    [navigate],
  );
  useKeptFocus(picked.size > 0);
  useKeptFocus(products.data?.total === 0);
  const clear = useCallback(() => setPicked(NONE), []);
  const selected = useMemo(() => new Set(picked.keys()), [picked]);
  const rows = products.data?.products;
  const pick = useCallback(
    (next: ReadonlySet<number>) =>
      setPicked((before) => {
        const here = new Map(rows?.map((row) => [row.id, row]));
        const elsewhere = [...before].filter(([one]) => !here.has(one));
        return new Map([...elsewhere, ...[...here].filter(([one]) => next.has(one))]);
      }),
    [rows],
  );
  // What was changed since it was picked is shown as it is now.
  const chosen = [...picked.values()].map((one) => rows?.find((row) => row.id === one.id) ?? one);

  async function save() {
    setSaving(true);
    await download(exportPath(query), "products.csv").catch((error: unknown) => sayRefused(error));
    setSaving(false);
  }

  return (
    <>
      <PageHead title="Products">
        {mayExport ? (
          <Button busy={saving} onClick={() => void save()}>
            Export CSV
          </Button>
        ) : (
          <Locked label="Export CSV" permission="product:export" />
        )}
        {mayImport ? (
          <ButtonLink to="/office/products/import">Import</ButtonLink>
        ) : (
          <Locked label="Import" permission="product:import" />
        )}
        {mayAdd ? (
          <ButtonLink
            to="/office/products/new"
            search={query.category_id ? { category_id: query.category_id } : {}}
            variant="primary"
          >
            New product
          </ButtonLink>
        ) : (
          <Locked label="New product" permission="product:create" />
        )}
      </PageHead>
      <Filters query={query} />
      <Loaded query={products} skeleton={<Skeleton rows={12} />}>
        {(page) =>
          page.total === 0 ? (
            <NothingHere query={query} />
          ) : (
            <div className={css.list}>
              <DataTable
                caption="Products"
                rows={page.products}
                columns={shown}
                id={id}
                name={name}
                sorting={sortingOf(query) ?? { by: "created_at", order: "desc" }}
                onSort={({ by, order }) => put({ sort_by: by, sort_order: order, page: undefined })}
                selected={selected}
                onSelect={pick}
                onOpen={open}
                onEdit={edit}
              />
              <div className={css.foot}>
                <Pager paging={page} onPage={(number) => put({ page: number })} />
                <p className={css.keys}>
                  On a row: <kbd>E</kbd> price, <kbd>X</kbd> select, <kbd>Enter</kbd> open, <kbd>↑</kbd>{" "}
                  <kbd>↓</kbd> move
                </p>
              </div>
              {chosen.length > 0 && (
                <Selected
                  products={chosen}
                  total={page.total}
                  onEverything={async () =>
                    setPicked(new Map((await everyProduct(query)).map((one) => [one.id, one])))
                  }
                  onPrices={() => setPricing(true)}
                  onClear={clear}
                />
              )}
            </div>
          )
        }
      </Loaded>
      {pricing && <PricesDialog products={chosen} onClose={() => setPricing(false)} />}
    </>
  );
}
