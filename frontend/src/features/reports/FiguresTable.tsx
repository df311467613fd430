import type { FiguresView } from "@/shared/api";
import { count, money } from "@/shared/money";
import css from "./FiguresTable.module.css";
import type { Point } from "./points";

interface Props {
  caption: string;
  piece: string;
  points: readonly Point[];
  before: string | null;
}

/** As the file has them, which are the same figures. */
const FIGURES: readonly [key: keyof FiguresView, label: string, say: (figure: number) => string][] = [
  ["orders", "Orders", count],
  ["units", "Units", count],
  ["gross", "Gross", money],
  ["discounts", "Discounts", money],
  ["refunds", "Refunds", money],
  ["net", "Net", money],
  ["tax", "Tax", money],
  ["shipping", "Shipping", money],
  ["average_order", "Average order", money],
  ["refund_count", "Refunds made", count],
];

/** Every figure of every piece: what the chart draws, and what the file holds. */
export function FiguresTable({ caption, piece, points, before }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard too
    <section className={css.scroll} aria-label={`${caption}, table`} tabIndex={0}>
      <table className={css.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{piece}</th>
            {FIGURES.map(([key, label]) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
            {before !== null && <th scope="col">Net, {before}</th>}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.label} data-label={point.label}>
              <th scope="row">{point.name}</th>
              {FIGURES.map(([key, label, say]) => (
                <td key={key} data-figure={key} data-label={label}>
                  {say(point.figures[key])}
                </td>
              ))}
              {before !== null && (
                <td data-figure="compared_net" data-label={`Net, ${before}`}>
                  {point.before === null ? "–" : money(point.before)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
