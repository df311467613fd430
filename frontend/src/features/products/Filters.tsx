import type { FacetsView } from "@/shared/api";
import { count } from "@/shared/money";
import { CheckField } from "@/shared/ui/CheckField";
import { CategoryTree } from "./CategoryTree";
import css from "./Filters.module.css";
import { PriceField } from "./PriceField";
import { type ListSearch, without } from "./search";
import { tree } from "./tree";

interface Props {
  search: ListSearch;
  /** What each choice would leave. Without it every choice is open. */
  facets: FacetsView | undefined;
  onChange: (search: ListSearch) => void;
}

const CHECKS = [
  { name: "in_stock", label: "In stock" },
  { name: "on_sale", label: "On sale" },
  { name: "featured", label: "Featured" },
] as const;

export function Filters({ search, facets, onChange }: Props) {
  return (
    <>
      {facets && (
        <nav className={css.group} aria-label="Categories">
          <h2 className={css.title}>Category</h2>
          <CategoryTree branches={tree(facets.categories)} search={search} />
        </nav>
      )}
      <fieldset className={css.group}>
        <legend className={css.title}>Price</legend>
        <div className={css.prices}>
          <PriceField name="min_price" label="From" bound={facets?.min_price} {...{ search, onChange }} />
          <PriceField name="max_price" label="To" bound={facets?.max_price} {...{ search, onChange }} />
        </div>
      </fieldset>
      <fieldset className={css.group}>
        <legend className={css.title}>Availability</legend>
        {CHECKS.map(({ name, label }) => {
          const left = facets?.[name];
          const on = search[name] === true;
          return (
            <CheckField
              key={name}
              checked={on}
              disabled={left === 0 && !on}
              onChange={() => onChange(on ? without(search, name) : { ...search, [name]: true })}
              label={
                <>
                  {label} {left !== undefined && <span className="muted">{count(left)}</span>}
                </>
              }
            />
          );
        })}
      </fieldset>
    </>
  );
}
