import { useState } from "react";
import type { CategoryBranchView } from "@/shared/api";
import { plural } from "@/shared/money";
import { Button } from "@/shared/ui/Button";
import { Form } from "@/shared/ui/Form";
import css from "./Categories.module.css";
import { moveAll } from "./changes";
import { PlaceSelect, placed } from "./PlaceSelect";
import type { Node } from "./tree";

interface Props {
  categories: readonly CategoryBranchView[];
  nodes: readonly Node[];
  onDone: () => void;
}

/** Put several categories somewhere else, all of them or none. */
export function Selected({ categories, nodes, onDone }: Props) {
  const [place, setPlace] = useState("");

  async function go() {
    const { parent_id, path } = placed(place, nodes);
    await moveAll(categories, parent_id, path);
    onDone();
    document.querySelector<HTMLElement>("main h1")?.focus();
  }

  return (
    <div className={css.picked}>
      <Form label="Move several" onSubmit={go}>
        {({ errors, busy }) => (
          <div className={css.pair}>
            <PlaceSelect
              label={`Move ${plural(categories.length, "category", "categories")} under`}
              nodes={nodes}
              moving={new Set(categories.map((one) => one.id))}
              value={place}
              onPlace={setPlace}
              error={errors.updates}
            />
            <Button type="submit" variant="primary" busy={busy} disabled={place === ""}>
              Move
            </Button>
            <Button onClick={onDone}>Cancel</Button>
          </div>
        )}
      </Form>
    </div>
  );
}
