import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ProductPage, ProductView } from "@/shared/api";
import { count } from "@/shared/money";
import { counted } from "@/shared/paging";
import { Button } from "@/shared/ui/Button";
import { ErrorNotice } from "@/shared/ui/ErrorNotice";
import { Grid } from "./Grid";
import css from "./ListPage.module.css";
import { type Slots, Tile } from "./Tile";

const FIRST_ROW = 4;

interface Props extends Slots {
  pages: readonly ProductPage[];
  list: Pick<
    UseInfiniteQueryResult,
    "isPlaceholderData" | "isFetchingNextPage" | "isFetchNextPageError" | "error" | "hasNextPage"
  > & { fetchNextPage: () => Promise<unknown> };
}

export function Results({ pages, list, ...slots }: Props) {
  const grid = useRef<HTMLUListElement>(null);
  const from = useRef<number | null>(null);
  const products = distinct(pages);
  const last = pages.at(-1);

  // The first of the new ones has the focus: the button that brought them may be gone.
  useEffect(() => {
    if (from.current === null || products.length <= from.current) return;
    grid.current?.children[from.current]?.querySelector("a")?.focus({ preventScroll: true });
    from.current = null;
  }, [products.length]);

  function more() {
    from.current = products.length;
    void list.fetchNextPage();
  }

  return (
    <>
      <h2 className="visually-hidden">Results</h2>
      <Grid ref={grid} label="Products" stale={list.isPlaceholderData}>
        {products.map((product, at) => (
          <li key={product.id}>
            <Tile product={product} first={at < FIRST_ROW} {...slots} />
          </li>
        ))}
      </Grid>
      <div className={css.more}>
        <p role="status">
          {count(products.length)} of {last ? counted(last) : 0}
        </p>
        {list.isFetchNextPageError && <ErrorNotice error={list.error} retry={more} />}
        {list.hasNextPage && !list.isFetchNextPageError && (
          <Button onClick={more} busy={list.isFetchingNextPage}>
            Load more
          </Button>
        )}
      </div>
    </>
  );
}

/** What was sold or added between two pages may stand on both. */
function distinct(pages: readonly ProductPage[]): ProductView[] {
  return [...new Map(pages.flatMap((page) => page.products).map((one) => [one.id, one])).values()];
}
