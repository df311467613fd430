import { queryOptions } from "@tanstack/react-query";
import {
  type CategoryBranchView,
  categoriesOne,
  categoriesReorder,
  categoriesUpdate,
  type Move,
  type UpdateCategory,
} from "@/shared/api";
import { queries } from "@/shared/queries";
import { type Versioned, versioned } from "@/shared/versions";

/** A category to be edited, as it was when that began. */
export function editedQuery(id: number) {
  return queryOptions({
    queryKey: ["categories", "edited", id],
    queryFn: (): Promise<Versioned<CategoryBranchView>> =>
      versioned((fetch) => categoriesOne({ path: { category_id: id }, fetch })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** Change what is given of a category, all of it or, with a `version`, only if nobody was quicker. */
export function change(id: number, body: UpdateCategory, version?: string) {
  return versioned((fetch) =>
    categoriesUpdate({
      path: { category_id: id },
      body,
      ...(version ? { headers: { "If-Match": version } } : {}),
      fetch,
    }),
  );
}

export function moveSeveral(updates: Move[]) {
  return categoriesReorder({ body: { updates } });
}

/** Ask anew for what a change of the tree touches. */
export function refresh(): Promise<unknown> {
  return Promise.all(
    ["categories", "products", "reports", "audit"].map((noun) => queries.invalidateQueries({ queryKey: [noun] })),
  );
}
