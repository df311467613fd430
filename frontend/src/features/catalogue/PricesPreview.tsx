import type { RepricedCounts, RepricedView } from "@/shared/api";
import { money, plural } from "@/shared/money";
import css from "./Catalogue.module.css";

interface Props {
  rows: readonly RepricedView[];
  counts: RepricedCounts;
}

/** Each price as it is and as it would be, as the server says. What cannot be comes first. */
export function PricesPreview({ rows, counts }: Props) {
  const sorted = [...rows.filter((row) => row.error), ...rows.filter((row) => !row.error)];
  return (
    <>
      <p role="status">
        {plural(counts.changed, "price")} would change
        {counts.unchanged > 0 && `, ${counts.unchanged} would stay`}
        {counts.error > 0 && `, ${counts.error} cannot`}.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled with the keyboard too */}
      <section className={css.preview} aria-label="Old and new prices" tabIndex={0}>
        <table className={css.plain}>
          <caption className="visually-hidden">Old and new prices</caption>
          <thead>
            <tr>
              <th scope="col">Product</th>
              <th scope="col" className="number">
                Now
              </th>
              <th scope="col" className="number">
                New
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => (
              <tr key={row.product_id ?? row.sku} data-same={row.kind === "unchanged" || undefined}>
                <th scope="row">
                  {row.name ?? row.sku}
                  {row.error && <span className={css.bad}>{row.error}</span>}
                  {row.old_compare_price !== row.new_compare_price && row.old_compare_price !== null && (
                    <span className={css.note}>No longer marked down from {money(row.old_compare_price)}</span>
                  )}
                </th>
                <td className="number">{row.old_price === null ? "–" : money(row.old_price)}</td>
                <td className="number">
                  {row.new_price === null ? "–" : row.kind === "unchanged" ? "the same" : money(row.new_price)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
