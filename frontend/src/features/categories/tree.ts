import type { CategoryBranchView } from "@/shared/api";

/** A category and what stands under it, however deep. */
export interface Node {
  category: CategoryBranchView;
  children: readonly Node[];
}

/** The flat list as a tree, in the order in which the server named them. */
export function treeOf(categories: readonly CategoryBranchView[]): readonly Node[] {
  const known = new Set(categories.map((one) => one.id));
  const above = ({ parent_id }: CategoryBranchView) => (known.has(parent_id ?? 0) ? parent_id : null);
  const nodes = (parent: number | null): Node[] =>
    categories
      .filter((one) => above(one) === parent)
      .map((category) => ({ category, children: nodes(category.id) }));
  return nodes(null);
}

/** A place in the tree: its names from the top down. */
export interface Place {
  id: number;
  path: string;
}

/** Every place in the tree but `without` and what stands under it. */
export function placesOf(nodes: readonly Node[], without: ReadonlySet<number>, above = ""): Place[] {
  return nodes
    .filter(({ category }) => !without.has(category.id))
    .flatMap(({ category, children }) => {
      const path = above + category.name;
      return [{ id: category.id, path }, ...placesOf(children, without, `${path} › `)];
    });
}
