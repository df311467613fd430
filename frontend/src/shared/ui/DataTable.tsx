import { type KeyboardEvent, memo, type ReactNode, useCallback } from "react";
import css from "./DataTable.module.css";

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The server's word for sorting by it; without one it is not sorted by. */
  sort?: string;
  /** Right-aligned, never broken. */
  number?: boolean;
  /** Nobody needs to read the header: a picture, a row's actions. */
  quiet?: boolean;
}

export interface Sorting {
  by: string;
  order: "asc" | "desc";
}

interface Props<Row> {
  /** What the table holds; read to those who do not see it. */
  caption: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  id: (row: Row) => number;
  sorting?: Sorting | undefined;
  onSort?: ((sorting: Sorting) => void) | undefined;
  selected?: ReadonlySet<number> | undefined;
  onSelect?: ((selected: ReadonlySet<number>) => void) | undefined;
  /** Enter, while a row has the focus. */
  onOpen?: ((row: Row) => void) | undefined;
  /** E, while a row has the focus. */
  onEdit?: ((row: Row) => void) | undefined;
  /** What a row is called, for its checkbox. */
  name?: ((row: Row) => string) | undefined;
}

const DOWN = ["ArrowDown", "j"];
const UP = ["ArrowUp", "k"];

/**
 * A table whose rows the server sorted, filtered and cut into pages. Arrows (or J and K) move between rows, Enter
 * opens, E edits, X selects; the letters only while a row has the focus. On a narrow screen each row is a card.
 */
export function DataTable<Row>(props: Props<Row>) {
  const { caption, rows, columns, id, sorting, onSort, selected, onSelect, name } = props;
  const all = rows.length > 0 && rows.every((row) => selected?.has(id(row)));

  const toggle = useCallback(
    (row: Row) => {
      const next = new Set(selected);
      if (!next.delete(id(row))) next.add(id(row));
      onSelect?.(next);
    },
    [selected, onSelect, id],
  );

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard too
    <section className={css.scroll} aria-label={caption} tabIndex={0}>
      <table className={css.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {onSelect && (
              <th scope="col" className={css.tick}>
                <input
                  type="checkbox"
                  aria-label="Select every row of this page"
                  checked={all}
                  onChange={() => onSelect(all ? new Set() : new Set(rows.map(id)))}
                />
              </th>
            )}
            {columns.map((column) => (
              <Head key={column.key} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <MemoRow
              key={id(row)}
              row={row}
              columns={columns as readonly Column<unknown>[]}
              selected={selected?.has(id(row)) ?? false}
              onToggle={onSelect ? (toggle as (row: unknown) => void) : undefined}
              onOpen={props.onOpen as ((row: unknown) => void) | undefined}
              onEdit={props.onEdit as ((row: unknown) => void) | undefined}
              name={name as ((row: unknown) => string) | undefined}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface HeadProps<Row> {
  column: Column<Row>;
  sorting: Sorting | undefined;
  onSort: ((sorting: Sorting) => void) | undefined;
}

function Head<Row>({ column, sorting, onSort }: HeadProps<Row>) {
  const { sort } = column;
  const order = sort !== undefined && sorting?.by === sort ? sorting.order : undefined;
  return (
    <th
      scope="col"
      className={column.number ? css.number : undefined}
      aria-sort={order && (order === "asc" ? "ascending" : "descending")}
    >
      {sort && onSort ? (
        <button
          type="button"
          className={css.sort}
          onClick={() => onSort({ by: sort, order: order === "asc" ? "desc" : "asc" })}
        >
          {column.header}
          <span aria-hidden="true">{order ? (order === "asc" ? "▲" : "▼") : "↕"}</span>
        </button>
      ) : (
        <span className={column.quiet ? "visually-hidden" : undefined}>{column.header}</span>
      )}
    </th>
  );
}

interface RowProps {
  row: unknown;
  columns: readonly Column<unknown>[];
  selected: boolean;
  onToggle: ((row: unknown) => void) | undefined;
  onOpen: ((row: unknown) => void) | undefined;
  onEdit: ((row: unknown) => void) | undefined;
  name: ((row: unknown) => string) | undefined;
}

const MemoRow = memo(function TableRow({ row, columns, selected, onToggle, onOpen, onEdit, name }: RowProps) {
  function press(event: KeyboardEvent<HTMLTableRowElement>) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts: Record<string, (() => void) | undefined> = {
      Enter: onOpen && (() => onOpen(row)),
      e: onEdit && (() => onEdit(row)),
      x: onToggle && (() => onToggle(row)),
    };
    const { nextElementSibling: below, previousElementSibling: above } = event.currentTarget;
    if (DOWN.includes(event.key)) acts[event.key] = () => focus(below);
    if (UP.includes(event.key)) acts[event.key] = () => focus(above);
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]?.();
  }

  return (
    <tr tabIndex={0} onKeyDown={press} data-selected={selected || undefined}>
      {onToggle && (
        <td className={css.tick}>
          <input
            type="checkbox"
            aria-label={`Select ${name?.(row) ?? "this row"}`}
            checked={selected}
            onChange={() => onToggle(row)}
          />
        </td>
      )}
      {columns.map((column) => (
        <td
          key={column.key}
          className={column.number ? css.number : undefined}
          data-label={column.quiet ? undefined : column.header}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
});

function focus(row: Element | null) {
  if (row instanceof HTMLElement) row.focus();
}
