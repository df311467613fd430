import type { CategoryBranchView } from "@/shared/api";
import type { Option } from "@/shared/ui/SelectField";

type Category = Pick<CategoryBranchView, "id" | "name" | "parent_id" | "is_active">;

/** The categories as one chooses from them: each below the one it belongs to, and indented. */
export function categoryOptions(categories: readonly Category[], parent: number | null = null, deep = 0): Option[] {
  const known = new Set(categories.map((one) => one.id));
  const isHere = (one: Category) =>
    one.parent_id === parent || (parent === null && one.parent_id !== null && !known.has(one.parent_id));
  return categories
    .filter(isHere)
    .flatMap((one) => [
      { value: String(one.id), label: `${"\u2003".repeat(deep)}${one.name}${one.is_active ? "" : " (not shown)"}` },
      ...categoryOptions(categories, one.id, deep + 1),
    ]);
}
