import { useQuery } from "@tanstack/react-query";
import { useWords } from "@/shared/address";
import { categoriesQuery } from "@/shared/categories";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Empty } from "@/shared/ui/Empty";
import { type Asked, isFiltered, UNFILTERED } from "./search";

/** No product fits, or there is none yet. */
export function NothingHere({ query }: { query: Asked }) {
  const { put } = useWords();
  const categories = useQuery(categoriesQuery).data;
  if (!isFiltered(query)) {
    return (
      <Empty
        action={
          <ButtonLink to="/office/products/new" variant="primary">
            New product
          </ButtonLink>
        }
      >
        There is no product yet.
      </Empty>
    );
  }
  const category = categories?.find((one) => one.id === query.category_id)?.name;
  const said = [
    query.search && `“${query.search}”`,
    category && `in ${category}`,
    query.in_stock !== undefined && (query.in_stock ? "in stock" : "sold out"),
    query.on_sale && "marked down",
  ].filter(Boolean);
  return (
    <Empty
      action={
        <>
          <Button onClick={() => put(UNFILTERED)}>Clear the filters</Button>
          {!query.include_inactive && (
            <Button variant="quiet" onClick={() => put({ include_inactive: true, page: undefined })}>
              Look among the inactive, too
            </Button>
          )}
        </>
      }
    >
      No {query.include_inactive ? "" : "active "}product fits: {said.join(", ")}.
    </Empty>
  );
}
