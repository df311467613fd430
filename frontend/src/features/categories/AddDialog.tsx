import { useEffect, useRef, useState } from "react";
import { type CategoryBranchView, categoriesCreate, categoriesCreateUnder, categoriesRemove } from "@/shared/api";
import { useDraft } from "@/shared/drafts";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { Form } from "@/shared/ui/Form";
import { fieldsOf } from "@/shared/ui/fields";
import { TextAreaField } from "@/shared/ui/TextAreaField";
import { TextField } from "@/shared/ui/TextField";
import { toast } from "@/shared/ui/toasts";
import { refresh } from "./api";
import css from "./Categories.module.css";
import { attempted } from "./changes";

const EMPTY = { name: "", description: "" };

/** A new category at the top, or under the one `above`. */
export function AddDialog({ above, onClose }: { above: CategoryBranchView | null; onClose: () => void }) {
  const [values, setValues] = useState(EMPTY);
  const changed = JSON.stringify(values) !== JSON.stringify(EMPTY);
  const draft = useDraft(`category:new:${above?.id ?? "top"}`, values, changed, setValues);
  const name = useRef<HTMLInputElement>(null);
  const deletes = useCan("category:delete");

  useEffect(() => name.current?.focus(), []);

  async function add() {
    const body = { name: values.name, description: values.description || null };
    const { category } = above
      ? await categoriesCreateUnder({ path: { category_id: above.id }, body })
      : await categoriesCreate({ body });
    const back = () => categoriesRemove({ path: { category_id: category.id } });
    draft.sent();
    toast({
      text: `${category.name} stands ${above ? `under ${above.name}` : "at the top"} now.`,
      tone: "ok",
      action: deletes ? { label: "Undo", run: () => void attempted(back) } : undefined,
    });
    await refresh();
    onClose();
  }

  return (
    <Dialog title={above ? `Add under ${above.name}` : "Add a top category"} onClose={onClose}>
      <Form label="New category" onSubmit={add}>
        {({ errors, busy }) => {
          const field = fieldsOf(values, setValues, errors);
          return (
            <>
              <DraftNotice draft={draft} />
              <TextField ref={name} label="Name" autoComplete="off" {...field("name")} />
              <TextAreaField label="Description" optional rows={3} {...field("description")} />
              <div className={css.ends}>
                <Button type="submit" variant="primary" busy={busy}>
                  Add category
                </Button>
                <Button onClick={onClose}>Cancel</Button>
              </div>
            </>
          );
        }}
      </Form>
    </Dialog>
  );
}
