import { useQuery } from "@tanstack/react-query";
import { useWords } from "@/shared/address";
import { categoriesQuery } from "@/shared/categories";
import { useTyped } from "@/shared/settled";
import { SelectField } from "@/shared/ui/SelectField";
import { TextField } from "@/shared/ui/TextField";
import css from "./Catalogue.module.css";
import { categoryOptions } from "./categories";
import type { Asked } from "./search";

const STOCK = [
  { value: "", label: "Any stock" },
  { value: "true", label: "In stock" },
  { value: "false", label: "Sold out" },
];

const ORDERS = [
  { value: "created_at-desc", label: "Newest first" },
  { value: "created_at-asc", label: "Oldest first" },
  { value: "popular-desc", label: "Most sold lately" },
  { value: "popular-asc", label: "Least sold lately" },
  { value: "name-asc", label: "Name, A to Z" },
  { value: "name-desc", label: "Name, Z to A" },
  { value: "sku-asc", label: "SKU, A to Z" },
  { value: "sku-desc", label: "SKU, Z to A" },
  { value: "price-asc", label: "Price, low to high" },
  { value: "price-desc", label: "Price, high to low" },
  { value: "stock-asc", label: "Stock, low to high" },
  { value: "stock-desc", label: "Stock, high to low" },
];

/** What narrows the table, and its order. All of it is in the address. */
export function Filters({ query }: { query: Asked }) {
  const { put } = useWords();
  const categories = useQuery(categoriesQuery).data ?? [];
  const { text: typed, type: setTyped } = useTyped(query.search ?? "", (search) =>
    put({ search: search || undefined, page: undefined }, true),
  );
  return (
    <search className={css.filters} aria-label="Which products">
      <TextField
        label="Search products"
        hideLabel
        type="search"
        placeholder="Name, SKU or barcode"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <SelectField
        label="Category"
        hideLabel
        options={[{ value: "", label: "Every category" }, ...categoryOptions(categories)]}
        value={String(query.category_id ?? "")}
        onChange={({ target }) => put({ category_id: Number(target.value) || undefined, page: undefined })}
      />
      <SelectField
        label="Stock"
        hideLabel
        options={STOCK}
        value={String(query.in_stock ?? "")}
        onChange={({ target }) =>
          put({ in_stock: target.value ? target.value === "true" : undefined, page: undefined })
        }
      />
      <SelectField
        label="Order"
        hideLabel
        options={ORDERS}
        value={query.sort_by ? `${query.sort_by}-${query.sort_order}` : "created_at-desc"}
        onChange={({ target }) => {
          const [by, order] = target.value.split("-");
          put({ sort_by: by, sort_order: order, page: undefined });
        }}
      />
      <Switch
        label="Marked down"
        on={query.on_sale ?? false}
        onPress={(on) => put({ on_sale: on, page: undefined })}
      />
      <Switch
        label="Inactive too"
        on={query.include_inactive ?? false}
        onPress={(on) => put({ include_inactive: on, page: undefined })}
      />
    </search>
  );
}

interface SwitchProps {
  label: string;
  on: boolean;
  onPress: (on: true | undefined) => void;
}

function Switch({ label, on, onPress }: SwitchProps) {
  return (
    <button type="button" className={css.chip} aria-pressed={on} onClick={() => onPress(on ? undefined : true)}>
      {label}
    </button>
  );
}
