import type { ComponentProps } from "react";
import { useCan, useWhoCan } from "@/shared/permissions";
import { SelectField } from "@/shared/ui/SelectField";
import { type Node, placesOf } from "./tree";

interface Props extends Omit<ComponentProps<typeof SelectField>, "options" | "value" | "onChange"> {
  nodes: readonly Node[];
  /** What moves: nothing stands under itself. */
  moving: ReadonlySet<number>;
  /** The id of a category, TOP, or nothing yet. */
  value: string;
  onPlace: (value: string) => void;
}

export const TOP = "top";

/** Where in the tree something stands. */
export function PlaceSelect({ nodes, moving, value, onPlace, ...field }: Props) {
  const tops = useCan("category:create-top");
  const who = useWhoCan("category:create-top", !tops);
  const places = placesOf(nodes, moving).map(({ id, path }) => ({ value: String(id), label: path }));
  const top = {
    value: TOP,
    label: tops ? "At the top" : `At the top (needs ${who ? `the role ${who}` : "another role"})`,
    disabled: !tops,
  };
  const none = value === "" ? [{ value: "", label: "Choose…" }] : [];
  return (
    <SelectField
      {...field}
      value={value}
      options={[...none, top, ...places]}
      onChange={(event) => onPlace(event.target.value)}
    />
  );
}

/** What a chosen place is for the server, and in words. */
export function placed(value: string, nodes: readonly Node[]): { parent_id: number | null; path: string } {
  const parent = value === TOP ? null : Number(value);
  const place = placesOf(nodes, new Set()).find((one) => one.id === parent);
  return { parent_id: parent, path: place ? `under ${place.path}` : "at the top" };
}
