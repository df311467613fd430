import { useState } from "react";
import { Branch } from "./Branch";
import css from "./Categories.module.css";
import type { Node } from "./tree";

interface Props {
  nodes: readonly Node[];
  /** Those that are to be moved together; null while nobody is choosing. */
  picked: ReadonlySet<number> | null;
  onPick: (picked: ReadonlySet<number>) => void;
  onOpen: (id: number) => void;
  onAdd: (id: number) => void;
}

/** Categories as lists in lists. */
export function Tree({ nodes, picked, onPick, onOpen, onAdd }: Props) {
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without marks is one
    <ul role="list" className={css.tree} aria-label="Categories">
      {nodes.map((node) => (
        <Branch
          key={node.category.id}
          node={node}
          closed={closed}
          picked={picked}
          onToggle={(id) => setClosed(toggled(closed, id))}
          onPick={(id) => onPick(toggled(picked ?? new Set(), id))}
          onOpen={onOpen}
          onAdd={onAdd}
        />
      ))}
    </ul>
  );
}

function toggled(set: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
