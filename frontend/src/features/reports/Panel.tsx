import { type ReactNode, useId } from "react";
import css from "./Panel.module.css";

interface Props {
  title: ReactNode;
  children: ReactNode;
  /** What it leads to. */
  more?: ReactNode;
}

export function Panel({ title, children, more }: Props) {
  const heading = useId();
  return (
    <section className={css.panel} aria-labelledby={heading}>
      <div className={css.head}>
        <h2 id={heading}>{title}</h2>
        {more}
      </div>
      {children}
    </section>
  );
}
