import type { CategoryFacet } from "@/shared/api";

export interface Branch extends CategoryFacet {
  children: Branch[];
}

/** Categories as they lie under each other. One whose parent is not shown stands at the root. */
export function tree(categories: readonly CategoryFacet[]): Branch[] {
  const branches = new Map(categories.map((one) => [one.id, { ...one, children: [] as Branch[] }]));
  const roots: Branch[] = [];
  for (const branch of branches.values()) {
    const parent = branch.parent_id === null ? undefined : branches.get(branch.parent_id);
    (parent?.children ?? roots).push(branch);
  }
  return roots;
}

/** From the root down to the category `id`, itself the last. */
export function pathTo<T extends { id: number; parent_id: number | null }>(
  categories: readonly T[],
  id: number,
): T[] {
  const path: T[] = [];
  let next = categories.find((one) => one.id === id);
  while (next && !path.includes(next)) {
    path.unshift(next);
    const parent = next.parent_id;
    next = categories.find((one) => one.id === parent);
  }
  return path;
}
