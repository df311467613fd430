import type { ProductView } from "@/shared/api";
import { money } from "@/shared/money";
import { counted, type Total } from "@/shared/paging";
import { Picture } from "@/shared/ui/Picture";
import css from "./SearchBox.module.css";

interface Props {
  id: string;
  text: string;
  products: readonly ProductView[];
  found: Total;
  /** Which one the arrows have reached; the one after the last is the way to all. */
  active: number;
  choose: (at: number) => void;
}

/** The first products of a search, below the box. The focus stays in the box. */
export function Suggestions({ id, text, products, found, active, choose }: Props) {
  const option = (at: number) => ({
    id: `${id}-${at}`,
    role: "option",
    className: css.option,
    "aria-selected": at === active,
    onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault(),
    onClick: () => choose(at),
  });
  if (found.total === 0) {
    return (
      <p className={css.popup} id={id} role="status">
        <span className={css.none}>Nothing is called “{text}”.</span>
      </p>
    );
  }
  return (
    <div className={css.popup} id={id} role="listbox" aria-label="Suggestions">
      {products.map((product, at) => (
        <div key={product.id} {...option(at)}>
          <span className={css.picture}>
            <Picture small={product.thumbnail_url} alt="" ratio={1} />
          </span>
          <span className={css.name}>{product.name}</span>
          <span className="number">{money(product.price)}</span>
        </div>
      ))}
      <div {...option(products.length)}>
        <span className={css.name}>All results</span>
        <span className="number muted">{counted(found)}</span>
      </div>
    </div>
  );
}
