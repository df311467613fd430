import { Link } from "@tanstack/react-router";
import { count } from "@/shared/money";
import css from "./Filters.module.css";
import { type ListSearch, without } from "./search";
import type { Branch } from "./tree";

interface Props {
  branches: readonly Branch[];
  search: ListSearch;
}

/** Categories under each other. The chosen one leads back to all; one that would leave nothing leads nowhere. */
export function CategoryTree({ branches, search }: Props) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari takes the list out of a list without bullets
    <ul role="list" className={css.tree}>
      {branches.map(({ id, name, count: left, children }) => {
        const chosen = id === search.category_id;
        const row = (
          <>
            <span>{name}</span> <span className={css.count}>{count(left)}</span>
          </>
        );
        return (
          <li key={id}>
            {left === 0 && !chosen ? (
              <span className={css.category} data-empty>
                {row}
              </span>
            ) : (
              <Link
                to="/products"
                search={chosen ? without(search, "category_id") : { ...search, category_id: id }}
                className={css.category}
                activeOptions={{ exact: true }}
                aria-current={chosen ? "true" : undefined}
              >
                {row}
              </Link>
            )}
            {children.length > 0 && <CategoryTree branches={children} search={search} />}
          </li>
        );
      })}
    </ul>
  );
}
