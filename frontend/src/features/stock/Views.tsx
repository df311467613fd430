import { Link } from "@tanstack/react-router";
import css from "./Stock.module.css";
import type { View } from "./search";

const NAMES: readonly [View, string][] = [
  ["low", "Running low"],
  ["all", "All products"],
  ["worth", "What it is worth"],
];

/** The ways to look at the stock. */
export function Views({ view }: { view: View }) {
  return (
    <nav className={css.views} aria-label="Views">
      {NAMES.map(([one, name]) => (
        <Link
          key={one}
          to="/office/stock"
          search={(one === "low" ? {} : { view: one }) as never}
          className={css.view}
          activeOptions={{ exact: true }}
          aria-current={one === view ? "page" : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
