import { type KeyboardEvent, useId, useState } from "react";
import { Field, type FieldProps } from "./Field";
import css from "./Picker.module.css";

export interface Pick {
  id: number;
  label: string;
  note?: string;
}

type Props = FieldProps & {
  /** What is chosen now, in words. */
  chosen: string;
  /** What was found for the text typed so far; undefined while it is being looked for. */
  found: readonly Pick[] | undefined;
  onText: (text: string) => void;
  /** Something was chosen; null when the field was emptied. */
  onPick: (pick: Pick | null) => void;
  placeholder?: string;
};

/** Type a part of it, choose one: arrows and Enter, or a click. Escape leaves what was chosen before. */
export function Picker({ chosen, found, onText, onPick, placeholder, ...field }: Props) {
  const list = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const open = typed !== null;

  function type(text: string) {
    setTyped(text);
    setActive(0);
    onText(text);
  }

  function pick(one: Pick | null) {
    setTyped(null);
    onText("");
    onPick(one);
  }

  function leave() {
    if (typed === "" && chosen) pick(null);
    else setTyped(null);
  }

  function press(event: KeyboardEvent) {
    const last = (found?.length ?? 0) - 1;
    const acts: Record<string, () => void> = {
      ArrowDown: () => (open ? setActive(Math.min(active + 1, last)) : type("")),
      ArrowUp: () => setActive(Math.max(active - 1, 0)),
      Enter: () => (typed === "" && chosen ? pick(null) : found?.[active] && pick(found[active])),
      Escape: () => setTyped(null),
    };
    const act = open || event.key === "ArrowDown" ? acts[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  }

  return (
    <Field {...field}>
      {(control) => (
        <span className={css.picker}>
          <input
            {...control}
            type="text"
            role="combobox"
            autoComplete="off"
            spellCheck={false}
            placeholder={placeholder}
            aria-expanded={open}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={open && found?.[active] ? `${list}-${found[active].id}` : undefined}
            value={typed ?? chosen}
            onChange={(event) => type(event.target.value)}
            onFocus={(event) => event.target.select()}
            onClick={() => !open && !chosen && type("")}
            onBlur={leave}
            onKeyDown={press}
          />
          <div id={list} className={css.list} role="listbox" tabIndex={-1} aria-label={field.label} hidden={!open}>
            {found?.map((one, place) => (
              <div
                key={one.id}
                id={`${list}-${one.id}`}
                className={css.option}
                role="option"
                tabIndex={-1}
                aria-selected={place === active}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => pick(one)}
                onKeyDown={press}
              >
                {one.label}
                {one.note && <span className={css.note}>{one.note}</span>}
              </div>
            ))}
            {found?.length === 0 && (
              <div className={css.option} role="option" tabIndex={-1} aria-selected="false" aria-disabled="true">
                Nothing is called that.
              </div>
            )}
          </div>
        </span>
      )}
    </Field>
  );
}
