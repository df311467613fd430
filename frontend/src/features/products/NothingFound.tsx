import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { listed } from "@/shared/paging";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Empty } from "@/shared/ui/Empty";
import { facetsQuery } from "./api";
import type { Applied } from "./applied";
import type { ListSearch } from "./search";

interface Props {
  search: ListSearch;
  chips: readonly Applied[];
  onClear: () => void;
}

const NEAR = 3;

/** Nothing has all of what was asked for: say what that was, and offer what comes nearest. */
export function NothingFound({ search, chips, onClear }: Props) {
  const near = nearest(search.search ?? "", chips.length > 1);
  const found = useQueries({ queries: near.map((words) => facetsQuery({ search: words })) });
  if (chips.length === 0) return <Empty>The shelves are empty. Come back soon.</Empty>;
  return (
    <Empty
      action={
        <>
          <Button variant="primary" onClick={onClear}>
            Clear all
          </Button>
          {near.map((words, at) => {
            const { data, isPlaceholderData } = found[at] ?? {};
            return (
              data &&
              !isPlaceholderData &&
              data.total > 0 && (
                <ButtonLink key={words} to="/products" search={{ search: words }}>
                  {listed(data, "product")} for “{words}”
                </ButtonLink>
              )
            );
          })}
        </>
      }
    >
      <p>Nothing has all of this: {chips.map((chip) => chip.label).join(" · ")}.</p>
      {search.search && (
        <p className="muted">
          Try fewer or shorter words, or start with <Link to="/">a category</Link>.
        </p>
      )}
    </Empty>
  );
}

/** The same words without the filters, then each word alone. */
function nearest(text: string, filtered: boolean): string[] {
  const words = text.split(/\s+/).filter((word) => word.length > 1);
  return [...new Set([...(filtered && text ? [text] : []), ...(words.length > 1 ? words : [])])].slice(0, NEAR);
}
