import { count } from "@/shared/money";
import { counted, type Total } from "@/shared/paging";
import { Button } from "./Button";
import css from "./Pager.module.css";

interface Paging extends Total {
  pages: number;
  current_page: number;
  per_page: number;
  has_next: boolean;
  has_prev: boolean;
}

/** `21–40 of 312`, and the way to the next and the previous page. */
export function Pager({ paging, onPage }: { paging: Paging; onPage: (page: number) => void }) {
  const { total, current_page: page, per_page: size } = paging;
  if (total === 0) return null;
  const first = (page - 1) * size + 1;
  return (
    <nav className={css.pager} aria-label="Pages">
      <span className="muted">
        {first > total ? "Beyond the end" : `${count(first)}–${count(Math.min(first + size - 1, total))}`} of{" "}
        {counted(paging)}
      </span>
      {paging.pages > 1 && (
        <span className={css.steps}>
          <Button size="small" disabled={!paging.has_prev} onClick={() => onPage(page - 1)}>
            Previous page
          </Button>
          <Button size="small" disabled={!paging.has_next} onClick={() => onPage(page + 1)}>
            Next page
          </Button>
        </span>
      )}
    </nav>
  );
}
