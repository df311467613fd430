import { type CategoryBranchView, categoriesRemove } from "@/shared/api";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Form } from "@/shared/ui/Form";
import { toast } from "@/shared/ui/toasts";
import { refresh } from "./api";
import css from "./Categories.module.css";

interface Props {
  category: CategoryBranchView;
  onClose: () => void;
  onGone: () => void;
}

/** A category that is deleted does not come back. */
export function DeleteDialog({ category, onClose, onGone }: Props) {
  async function remove() {
    await categoriesRemove({ path: { category_id: category.id } });
    toast({ text: `${category.name} is deleted.` });
    onGone();
    await refresh();
  }

  return (
    <Dialog title={`Delete ${category.name}`} onClose={onClose}>
      <Form label={`Delete ${category.name}`} onSubmit={remove}>
        {({ busy }) => (
          <>
            <p>
              Only an empty category can be deleted. Its address in the shop stops working, and it does not come
              back.
            </p>
            <div className={css.ends}>
              <Button type="submit" variant="danger" busy={busy}>
                Delete {category.name}
              </Button>
              <Button onClick={onClose}>Keep it</Button>
            </div>
          </>
        )}
      </Form>
    </Dialog>
  );
}
