import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useWords, whole } from "@/shared/address";
import type { PriceChangeView } from "@/shared/api";
import { money } from "@/shared/money";
import { Loaded } from "@/shared/ui/Loaded";
import { Pager } from "@/shared/ui/Pager";
import { When } from "@/shared/ui/When";
import { pricesQuery } from "./api";
import catalogue from "./Catalogue.module.css";
import css from "./Form.module.css";

/** What a product has cost, and who changed it. */
export function PriceHistory({ id }: { id: number }) {
  const heading = useId();
  const { words, put } = useWords();
  const prices = useQuery(pricesQuery(id, whole(words, "prices") ?? 1));
  return (
    <section className={css.section} aria-labelledby={heading}>
      <h2 id={heading}>Prices so far</h2>
      <Loaded query={prices}>
        {(page) => (
          <>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard too */}
            <section className={css.scroll} aria-label="Table of prices" tabIndex={0}>
              <table className={catalogue.plain}>
                <thead>
                  <tr>
                    <th scope="col">When</th>
                    <th scope="col" className="number">
                      Price
                    </th>
                    <th scope="col" className="number">
                      Compare price
                    </th>
                    <th scope="col">By</th>
                  </tr>
                </thead>
                <tbody>
                  {page.prices.map((one) => (
                    <tr key={one.id}>
                      <td>
                        <When moment={one.created_at} />
                        {one.reason && <span className={catalogue.note}>{one.reason}</span>}
                      </td>
                      <td className="number">{step(one.from, one.to)}</td>
                      <td className="number">{compared(one)}</td>
                      <td>{one.actor?.username ?? "–"}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
            {page.pages > 1 && <Pager paging={page} onPage={(prices) => put({ prices })} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

function step(from: number | null, to: number): string {
  return from === null || from === to ? money(to) : `${money(from)} → ${money(to)}`;
}

function compared({ compare_from: from, compare_to: to }: PriceChangeView): string {
  if (to !== null) return step(from, to);
  return from === null ? "–" : `${money(from)} → none`;
}
