import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { text, useWords, whole } from "@/shared/address";
import type { CategoryBranchView } from "@/shared/api";
import { categoriesQuery } from "@/shared/categories";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { Empty } from "@/shared/ui/Empty";
import { Loaded } from "@/shared/ui/Loaded";
import { Locked } from "@/shared/ui/Locked";
import { PageHead } from "@/shared/ui/PageHead";
import { AddDialog } from "./AddDialog";
import { CategoryDialog } from "./CategoryDialog";
import { Selected } from "./Selected";
import { Tree } from "./Tree";
import { treeOf } from "./tree";

const NONE: ReadonlySet<number> = new Set();

/** The tree of categories. The address says which one is open, or where one is added. */
export function CategoriesPage() {
  const { words, put } = useWords();
  const categories = useQuery(categoriesQuery);
  const tops = useCan("category:create-top");
  const reorders = useCan("category:reorder");
  const [picked, setPicked] = useState<ReadonlySet<number> | null>(null);
  const open = whole(words, "open");
  const add = text(words, "add");
  useBackTo(open);
  const find = (id: number | undefined) => categories.data?.find((one) => one.id === id);
  const opened = find(open);
  const above = find(Number(add));
  return (
    <>
      <PageHead title="Categories" lead="Sorted by name wherever they are shown.">
        {reorders ? (
          <Button aria-pressed={picked !== null} onClick={() => setPicked(picked ? null : NONE)}>
            Move several
          </Button>
        ) : (
          <Locked label="Move several" permission="category:reorder" />
        )}
        {tops ? (
          <Button variant="primary" onClick={() => put({ add: "top" })}>
            Add top category
          </Button>
        ) : (
          <Locked label="Add top category" permission="category:create-top" />
        )}
      </PageHead>
      <Loaded query={categories}>
        {(all) =>
          all.length === 0 ? (
            <Empty>There are no categories yet. Products stand in one.</Empty>
          ) : (
            <>
              <Tree
                nodes={treeOf(all)}
                picked={picked}
                onPick={setPicked}
                onOpen={(id) => put({ open: id })}
                onAdd={(id) => put({ add: String(id) })}
              />
              {picked && picked.size > 0 && (
                <Selected
                  categories={all.filter((one) => picked.has(one.id))}
                  nodes={treeOf(all)}
                  onDone={() => setPicked(null)}
                />
              )}
            </>
          )
        }
      </Loaded>
      {opened && categories.data && (
        <CategoryDialog
          key={opened.id}
          category={opened}
          nodes={treeOf(categories.data)}
          onClose={() => put({ open: undefined })}
          onAdd={() => put({ open: undefined, add: String(opened.id) })}
        />
      )}
      {(above || (add === "top" && tops)) && (
        <AddDialog key={add} above={above ?? null} onClose={() => put({ add: undefined })} />
      )}
    </>
  );
}

/** A category that was open may have moved: the focus goes to where it stands now. */
function useBackTo(open: CategoryBranchView["id"] | undefined) {
  const before = useRef(open);
  useEffect(() => {
    const was = before.current;
    before.current = open;
    if (was === undefined || open !== undefined) return;
    const place = document.querySelector<HTMLElement>(`[data-category="${was}"]`);
    (place ?? document.querySelector<HTMLElement>("main h1"))?.focus();
  }, [open]);
}
