import { type ComponentProps, useEffect, useState } from "react";
import { Button } from "@/shared/ui/Button";
import { DraftNotice } from "@/shared/ui/DraftNotice";
import { Form } from "@/shared/ui/Form";
import { TextAreaField } from "@/shared/ui/TextAreaField";
import css from "./Import.module.css";
import { listOf } from "./importGiven";

interface Props extends ComponentProps<typeof DraftNotice> {
  text: string;
  onText: (text: string) => void;
  onFile: (file: File) => void;
}

/** Rows as text, for whoever has no file. */
export function ImportPaste({ text, onText, draft, onFile }: Props) {
  const [open, setOpen] = useState(text !== "");
  const unfinished = draft.found !== null;

  useEffect(() => {
    if (unfinished) setOpen(true);
  }, [unfinished]);

  return (
    <details className={css.details} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Type or paste rows</summary>
      <Form label="Rows" onSubmit={async () => onFile(listOf(text))}>
        {() => (
          <>
            <DraftNotice draft={draft} />
            <TextAreaField
              label="Rows"
              hint="The first line names the columns."
              placeholder={"sku,price\nMUG-014,12.00"}
              rows={6}
              spellCheck={false}
              value={text}
              onChange={(event) => onText(event.target.value)}
            />
            <div>
              <Button type="submit" disabled={text.trim() === ""}>
                Look at these rows
              </Button>
            </div>
          </>
        )}
      </Form>
    </details>
  );
}
