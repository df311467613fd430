import { Link } from "@tanstack/react-router";
import css from "./Orders.module.css";
import { type Asked, isShown, VIEWS } from "./search";

/** The ways to look at the orders that have a name. */
export function Views({ asked }: { asked: Asked }) {
  return (
    <nav className={css.views} aria-label="Views">
      {VIEWS.map((view) => (
        <Link
          key={view.name}
          to="/office/orders"
          search={view.filters as never}
          className={css.view}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={isShown(view, asked) ? "page" : undefined}
        >
          {view.name}
        </Link>
      ))}
    </nav>
  );
}
