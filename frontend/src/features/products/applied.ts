import type { FacetsView } from "@/shared/api";
import { money } from "@/shared/money";
import { type ListSearch, without } from "./search";

export interface Applied {
  name: string;
  label: string;
  /** The list without it. */
  rest: ListSearch;
}

/** The filters of a list as a person would say them, each with the list it would leave. */
export function applied(search: ListSearch, facets: FacetsView | undefined): Applied[] {
  const { search: text, category_id: category, min_price: from, max_price: to } = search;
  const category_name = facets?.categories.find((one) => one.id === category)?.name ?? "Category";
  const said: [boolean, string, (keyof ListSearch)[]][] = [
    [text !== undefined, `“${text}”`, ["search"]],
    [category !== undefined, category_name, ["category_id"]],
    [from !== undefined || to !== undefined, range(from, to), ["min_price", "max_price"]],
    [search.in_stock === true, "In stock", ["in_stock"]],
    [search.on_sale === true, "On sale", ["on_sale"]],
    [search.featured === true, "Featured", ["featured"]],
  ];
  return said
    .filter(([is]) => is)
    .map(([, label, names]) => ({ name: names.join(), label, rest: without(search, ...names) }));
}

function range(from: number | undefined, to: number | undefined): string {
  if (from === undefined) return `Up to ${money(to ?? 0)}`;
  return to === undefined ? `From ${money(from)}` : `${money(from)} to ${money(to)}`;
}
