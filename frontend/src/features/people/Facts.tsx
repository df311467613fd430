import type { ReactNode } from "react";
import css from "./Facts.module.css";

export type Known = Readonly<Record<string, ReactNode>>;

/** What is known of somebody. What is not known is left out. */
export function Facts({ facts }: { facts: Known }) {
  return (
    <dl className={css.facts}>
      {Object.entries(facts)
        .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== "")
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
