import { useQuery } from "@tanstack/react-query";
import { useWords } from "@/shared/address";
import { count } from "@/shared/money";
import { headsQuery } from "./api";
import { KINDS } from "./kinds";
import css from "./People.module.css";

/** All accounts, or those of one kind, with how many there are. */
export function KindChips({ current }: { current: string }) {
  const { put } = useWords();
  const heads = useQuery(headsQuery).data;
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that filter are no fields of a form
    <div className={css.chips} role="group" aria-label="Which accounts">
      {KINDS.map((kind) => (
        <button
          key={kind.key}
          type="button"
          className={css.chip}
          aria-pressed={kind.key === current}
          onClick={() => put({ kind: kind.key || undefined, page: undefined })}
        >
          {kind.label}
          {heads && kind.heads && <span>{count(kind.heads(heads))}</span>}
        </button>
      ))}
    </div>
  );
}
