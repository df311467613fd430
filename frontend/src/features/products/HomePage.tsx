import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { plural } from "@/shared/money";
import { ErrorNotice } from "@/shared/ui/ErrorNotice";
import { PageHead } from "@/shared/ui/PageHead";
import { facetsQuery, ROWS, rowQuery } from "./api";
import css from "./HomePage.module.css";
import { Row } from "./Row";
import type { Slots } from "./Tile";
import { tree } from "./tree";

/** The shop's door: its categories, and the beginning of a few lists. */
export function HomePage(slots: Slots) {
  const facets = useQuery(facetsQuery({}));
  const rows = useQueries({ queries: ROWS.map((row) => rowQuery(row.asked)) });
  const failed = [facets, ...rows].filter((query) => query.error && !query.data);
  const categories = facets.data && tree(facets.data.categories).filter((one) => one.count > 0);
  return (
    <>
      <PageHead title="Shop" lead={facets.data ? plural(facets.data.total, "product") : "\u00a0"}>
        <Link to="/products" className={css.all}>
          See all products
        </Link>
      </PageHead>
      {failed[0] && (
        <ErrorNotice error={failed[0].error} retry={() => failed.forEach((query) => void query.refetch())} />
      )}
      <nav aria-label="Categories">
        {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the list out of a list without bullets */}
        <ul role="list" className={css.categories} data-waiting={!categories || undefined}>
          {categories?.map((category) => (
            <li key={category.id}>
              <Link to="/products" search={{ category_id: category.id }} className={css.category}>
                <span>{category.name}</span> <span className="muted">{category.count}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {ROWS.map(({ title, search }, at) => {
        const { data, error } = rows[at] ?? {};
        return (
          (data || !error) && (
            <Row key={title} title={title} search={search} products={data?.products} first={at === 0} {...slots} />
          )
        );
      })}
    </>
  );
}
