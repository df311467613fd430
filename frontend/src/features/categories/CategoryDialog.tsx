import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { CategoryBranchView } from "@/shared/api";
import { plural } from "@/shared/money";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Loaded } from "@/shared/ui/Loaded";
import { Locked } from "@/shared/ui/Locked";
import { Pill } from "@/shared/ui/Pill";
import { editedQuery } from "./api";
import css from "./Categories.module.css";
import { show } from "./changes";
import { DeleteDialog } from "./DeleteDialog";
import { EditForm } from "./EditForm";
import { MoveForm } from "./MoveForm";
import type { Node } from "./tree";

interface Props {
  category: CategoryBranchView;
  nodes: readonly Node[];
  onClose: () => void;
  onAdd: () => void;
}

/** One category, beside the tree. */
export function CategoryDialog({ category, nodes, onClose, onAdd }: Props) {
  const { id, name, is_active, products_count } = category;
  const edited = useQuery(editedQuery(id));
  const [deleting, setDeleting] = useState(false);
  const adds = useCan("category:create-sub");
  const deletes = useCan("category:delete");
  return (
    <Dialog title={name} side="end" onClose={onClose}>
      <div className={css.sheet}>
        <p className={css.facts}>
          <Pill tone={is_active ? "ok" : "neutral"}>{is_active ? "In the shop" : "Hidden"}</Pill>
          <Link to="/office/products" search={{ category_id: id }}>
            {plural(products_count, "product")} on sale
          </Link>
        </p>
        <Loaded query={edited}>
          {({ thing, version }) => (
            <EditForm
              key={`${thing.name} ${thing.description}`}
              category={thing}
              version={version}
              onNewer={() => void edited.refetch()}
            />
          )}
        </Loaded>
        <MoveForm key={category.parent_id} category={category} nodes={nodes} />
        <div className={css.ends}>
          {adds ? (
            <Button onClick={onAdd}>Add a category under it</Button>
          ) : (
            <Locked label="Add a category under it" permission="category:create-sub" />
          )}
          <Button onClick={() => void show(category, !is_active)}>
            {is_active ? "Hide from customers" : "Show in the shop"}
          </Button>
          {deletes ? (
            <Button variant="danger" onClick={() => setDeleting(true)}>
              Delete…
            </Button>
          ) : (
            <Locked label="Delete" permission="category:delete" />
          )}
        </div>
      </div>
      {deleting && <DeleteDialog category={category} onClose={() => setDeleting(false)} onGone={onClose} />}
    </Dialog>
  );
}
