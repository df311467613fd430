import { Link } from "@tanstack/react-router";
import css from "./Crumbs.module.css";

interface Props {
  path: readonly { id: number; name: string }[];
}

/** From the shop's door to here. */
export function Crumbs({ path }: Props) {
  return (
    <nav aria-label="Breadcrumbs">
      <ol className={css.crumbs}>
        <li>
          <Link to="/" className={css.crumb}>
            Shop
          </Link>
        </li>
        <li>
          <Link
            to="/products"
            search={{}}
            className={css.crumb}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            Products
          </Link>
        </li>
        {path.map(({ id, name }) => (
          <li key={id}>
            <Link to="/products" search={{ category_id: id }} className={css.crumb}>
              {name}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
