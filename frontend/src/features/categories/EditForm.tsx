import { useEffect, useRef, useState } from "react";
import type { CategoryBranchView } from "@/shared/api";
import { useDraft } from "@/shared/drafts";
import { Button } from "@/shared/ui/Button";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { Form } from "@/shared/ui/Form";
import { fieldsOf } from "@/shared/ui/fields";
import { TextAreaField } from "@/shared/ui/TextAreaField";
import { TextField } from "@/shared/ui/TextField";
import { isOutdated } from "@/shared/versions";
import css from "./Categories.module.css";
import { describe } from "./changes";

interface Props {
  category: CategoryBranchView;
  version: string;
  /** Somebody else was quicker: look at what is there now. */
  onNewer: () => void;
}

/** What a category is called, and what is said of it. */
export function EditForm({ category, version, onNewer }: Props) {
  const before = { name: category.name, description: category.description ?? "" };
  const [values, setValues] = useState(before);
  const [outdated, setOutdated] = useState(false);
  const changed = JSON.stringify(values) !== JSON.stringify(before);
  const draft = useDraft(`category:${category.id}`, values, changed, setValues);
  const name = useRef<HTMLInputElement>(null);

  // It begins anew after each save, when somebody may be in the next field already: that one keeps the focus.
  useEffect(() => {
    if (!document.activeElement?.matches("input, select, textarea")) name.current?.focus();
  }, []);

  async function save() {
    try {
      await describe(category.id, before, values, version);
      draft.sent();
    } catch (error) {
      setOutdated(isOutdated(error));
      throw error;
    }
  }

  return (
    <Form label="Name and description" onSubmit={save}>
      {({ errors, busy }) => {
        const field = fieldsOf(values, setValues, errors);
        return (
          <>
            <DraftNotice draft={draft} />
            <TextField ref={name} label="Name" autoComplete="off" {...field("name")} />
            <TextAreaField label="Description" optional rows={3} {...field("description")} />
            <div className={css.ends}>
              <Button type="submit" variant="primary" busy={busy}>
                Save
              </Button>
              {outdated && <Button onClick={onNewer}>See what it is now</Button>}
            </div>
          </>
        );
      }}
    </Form>
  );
}
