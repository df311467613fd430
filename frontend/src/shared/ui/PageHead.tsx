import { type ReactNode, useEffect } from "react";
import css from "./PageHead.module.css";

/** The name of a page, also the window's, and what can be done on it. */
export function PageHead({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Barrow`;
  }, [title]);
  return (
    <div className={css.head}>
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {lead && <p className="muted">{lead}</p>}
      </div>
      {children && <div className={css.actions}>{children}</div>}
    </div>
  );
}
