import { expect, test } from "vitest";
import type { CategoryBranchView } from "@/shared/api";
import { placesOf, treeOf } from "./tree";

const NOTHING: ReadonlySet<number> = new Set();

function category(id: number, name: string, parent_id: number | null): CategoryBranchView {
  return { id, name, parent_id } as CategoryBranchView;
}

const LIST = [
  category(3, "Audio", 1),
  category(1, "Electronics", null),
  category(4, "Headphones", 3),
  category(2, "Toys", null),
];

test("a flat list becomes a tree of any depth, in the order it came", () => {
  const names = (nodes: ReturnType<typeof treeOf>): unknown[] =>
    nodes.map(({ category: { name }, children }) => [name, ...names(children)]);
  expect(names(treeOf(LIST))).toEqual([["Electronics", ["Audio", ["Headphones"]]], ["Toys"]]);
});

test("a category whose parent is not in the list is not lost", () => {
  expect(treeOf([category(9, "Left over", 77)])).toHaveLength(1);
});

test("places are named from the top, without the branch that moves", () => {
  const paths = (without: ReadonlySet<number>) => placesOf(treeOf(LIST), without).map((place) => place.path);
  expect(paths(NOTHING)).toEqual([
    "Electronics",
    "Electronics › Audio",
    "Electronics › Audio › Headphones",
    "Toys",
  ]);
  expect(paths(new Set([3]))).toEqual(["Electronics", "Toys"]);
});
