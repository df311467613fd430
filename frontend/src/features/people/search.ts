import { oneOf, text, type Words, whole } from "@/shared/address";
import type { Sorting } from "@/shared/ui/DataTable";

const SORTS = ["name", "email", "username", "role", "created_at", "last_seen"] as const;

type SortBy = (typeof SORTS)[number];

/** Which people a list shows, as the address says it and as the API wants it. */
export interface Asked {
  q?: string;
  page: number;
  sort_by?: SortBy;
  sort_order?: "asc" | "desc";
}

export function asked(words: Words): Asked {
  const q = text(words, "q");
  const by = oneOf(words, "sort_by", SORTS);
  return {
    ...(q ? { q } : {}),
    page: whole(words, "page") ?? 1,
    ...(by ? { sort_by: by, sort_order: oneOf(words, "sort_order", ["asc", "desc"]) ?? "asc" } : {}),
  };
}

export function sortingOf({ sort_by, sort_order }: Asked): Sorting | undefined {
  return sort_by && { by: sort_by, order: sort_order ?? "asc" };
}
