import { useQuery } from "@tanstack/react-query";
import type { ImportRowView } from "@/shared/api";
import { categoriesQuery } from "@/shared/categories";
import css from "./Import.module.css";
import { changesOf, FIELDS, worded } from "./imports";

/** What a row changes: the old and the new, field by field. */
export function ImportChanges({ row }: { row: ImportRowView }) {
  const changes = changesOf(row);
  const named = changes.some(({ field }) => field === "category_id");
  const categories = useQuery({ ...categoriesQuery, enabled: named }).data;
  const said = (field: string, value: unknown) => {
    const category = field === "category_id" && categories?.find((one) => one.id === value);
    return category ? category.name : worded(field, value);
  };
  if (changes.length === 0) return <span className="muted">Stays as it is.</span>;
  return (
    <dl className={css.changes}>
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{FIELDS[field] ?? field}</dt>
          <dd>
            {row.kind === "changed" && (
              <>
                <del>{said(field, before)}</del> <span aria-hidden="true">→</span>{" "}
              </>
            )}
            <ins>{said(field, after)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
