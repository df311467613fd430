import type { FacetsView } from "@/shared/api";
import css from "./Quick.module.css";
import { type ListSearch, ordered, orderOf, without } from "./search";

interface Props {
  search: ListSearch;
  facets: FacetsView | undefined;
  onChange: (search: ListSearch) => void;
}

const LOW = 20;

/** What people narrow a list by most often, one press each. */
export function Quick({ search, facets, onChange }: Props) {
  const newest = orderOf(search).name === "newest";
  const flag = (name: "in_stock" | "on_sale", label: string) => ({
    label,
    on: search[name] === true,
    none: facets?.[name] === 0,
    next: search[name] ? without(search, name) : { ...search, [name]: true },
  });
  const low = search.max_price === LOW;
  const chips = [
    flag("in_stock", "In stock"),
    flag("on_sale", "On sale"),
    {
      label: `Under ${LOW}`,
      on: low,
      none: facets !== undefined && (facets.min_price === null || facets.min_price > LOW),
      next: low ? without(search, "max_price") : { ...without(search, "min_price"), max_price: LOW },
    },
    { label: "New", on: newest, none: false, next: ordered(search, newest ? "popular" : "newest") },
  ];
  return (
    <fieldset className={css.quick}>
      <legend className="visually-hidden">Quick filters</legend>
      {chips.map(({ label, on, none, next }) => (
        <button
          key={label}
          type="button"
          className={css.chip}
          aria-pressed={on}
          disabled={none && !on}
          onClick={() => onChange(next)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
