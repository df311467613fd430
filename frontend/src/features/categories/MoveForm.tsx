import { useState } from "react";
import type { CategoryBranchView } from "@/shared/api";
import { Button } from "@/shared/ui/Button";
import { Form } from "@/shared/ui/Form";
import css from "./Categories.module.css";
import { move } from "./changes";
import { PlaceSelect, placed, TOP } from "./PlaceSelect";
import type { Node } from "./tree";

/** Put a category somewhere else, with all that stands under it. */
export function MoveForm({ category, nodes }: { category: CategoryBranchView; nodes: readonly Node[] }) {
  const here = category.parent_id === null ? TOP : String(category.parent_id);
  const [place, setPlace] = useState(here);

  async function go() {
    const { parent_id, path } = placed(place, nodes);
    await move(category, parent_id, path);
  }

  return (
    <Form label="Move" onSubmit={go}>
      {({ errors, busy }) => (
        <div className={css.pair}>
          <PlaceSelect
            label="Move under"
            nodes={nodes}
            moving={new Set([category.id])}
            value={place}
            onPlace={setPlace}
            error={errors.parent_id}
          />
          <Button type="submit" busy={busy} disabled={place === here}>
            Move
          </Button>
        </div>
      )}
    </Form>
  );
}
