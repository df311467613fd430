import { type ReactNode, useId } from "react";
import { count } from "@/shared/money";
import css from "./Attention.module.css";

interface Props {
  title: string;
  number: number;
  /** Leads to all of them. */
  all?: ReactNode;
  /** The first few, each a list item. */
  children: ReactNode;
}

export function Group({ title, number, all, children }: Props) {
  const heading = useId();
  if (number === 0) return null;
  return (
    <section className={css.group} aria-labelledby={heading}>
      <div className={css.head}>
        <h2 id={heading}>
          {title} <span className={css.count}>{count(number)}</span>
        </h2>
        {all}
      </div>
      <ul className={css.few}>{children}</ul>
    </section>
  );
}
