import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { count } from "@/shared/money";
import { listed } from "@/shared/paging";
import { Button } from "@/shared/ui/Button";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { facetsQuery, listQuery } from "./api";
import { applied } from "./applied";
import { Chips } from "./Chips";
import { Crumbs } from "./Crumbs";
import { FilterSheet } from "./FilterSheet";
import { Filters } from "./Filters";
import { GridBones } from "./GridBones";
import css from "./ListPage.module.css";
import { NothingFound } from "./NothingFound";
import { Quick } from "./Quick";
import { Results } from "./Results";
import { Sort } from "./Sort";
import type { ListSearch } from "./search";
import type { Slots } from "./Tile";
import { pathTo } from "./tree";

const route = getRouteApi("/shop/products");

/** The list of products. What it shows stands in the address, all of it. */
export function ListPage(slots: Slots) {
  const search = route.useSearch();
  const navigate = useNavigate();
  const head = useRef<HTMLDivElement>(null);
  const [sheet, setSheet] = useState(false);
  const list = useInfiniteQuery(listQuery(search));
  const { data: facets, isPending: counting } = useQuery(facetsQuery(search));
  const chips = applied(search, facets);
  const filters = chips.filter((chip) => chip.name !== "search").length;
  const path = pathTo(facets?.categories ?? [], search.category_id ?? 0);
  const answer = list.data?.pages[0];

  // That more could not be loaded is said where more was asked for.
  const first = list.isFetchNextPageError ? { ...list, error: null } : list;

  const show = (next: ListSearch) => void navigate({ to: "/products", search: next });
  /** A filter that is taken away takes its button with it: the focus starts at the list's name again. */
  const drop = (next: ListSearch) => {
    show(next);
    head.current?.querySelector("h1")?.focus({ preventScroll: true });
  };

  return (
    <div className={css.page} ref={head}>
      {search.category_id && <Crumbs path={path.slice(0, -1)} />}
      <PageHead title={path.at(-1)?.name ?? (search.search ? `“${search.search}”` : "Products")}>
        <p role="status" className={css.total}>
          {answer ? listed(answer, "product") : ""}
        </p>
      </PageHead>
      <aside className={css.side} aria-label="Filters">
        {!counting && <Filters search={search} facets={facets} onChange={show} />}
      </aside>
      <div className={css.main}>
        <div className={css.tools}>
          <Button className={css.open} onClick={() => setSheet(true)}>
            Filters{filters > 0 && ` (${count(filters)})`}
          </Button>
          <Quick search={search} facets={facets} onChange={show} />
          <Sort search={search} onChange={show} />
        </div>
        <Chips chips={chips} onDrop={drop} onClear={() => drop(clear(search))} />
        <Loaded query={first} skeleton={<GridBones tiles={12} />}>
          {(data) =>
            data.pages[0]?.total ? (
              <Results pages={data.pages} list={list} {...slots} />
            ) : (
              <NothingFound search={search} chips={chips} onClear={() => drop(clear(search))} />
            )
          }
        </Loaded>
      </div>
      {sheet && (
        <FilterSheet total={answer?.total} onClose={() => setSheet(false)}>
          <Filters search={search} facets={facets} onChange={show} />
          {chips.length > 0 && <Button onClick={() => show(clear(search))}>Clear all</Button>}
        </FilterSheet>
      )}
    </div>
  );
}

/** The same order, nothing else. */
function clear({ sort_by, sort_order }: ListSearch): ListSearch {
  return sort_by ? { sort_by, ...(sort_order ? { sort_order } : {}) } : {};
}
