import { useId } from "react";
import { plural } from "@/shared/money";
import { useCan } from "@/shared/permissions";
import { Button } from "@/shared/ui/Button";
import { Pill } from "@/shared/ui/Pill";
import css from "./Categories.module.css";
import { show } from "./changes";
import type { Node } from "./tree";

interface Props {
  node: Node;
  closed: ReadonlySet<number>;
  picked: ReadonlySet<number> | null;
  onToggle: (id: number) => void;
  onPick: (id: number) => void;
  onOpen: (id: number) => void;
  onAdd: (id: number) => void;
}

/** A category, what can be done with it, and what stands under it. */
export function Branch({ node, ...rest }: Props) {
  const { category, children } = node;
  const { closed, picked, onToggle, onPick, onOpen, onAdd } = rest;
  const { id, name, description, is_active } = category;
  const below = useId();
  const adds = useCan("category:create-sub");
  const open = !closed.has(id);
  return (
    <li>
      <div className={css.row}>
        {children.length > 0 ? (
          <button
            type="button"
            className={css.toggle}
            aria-expanded={open}
            aria-controls={below}
            aria-label={`What is under ${name}`}
            onClick={() => onToggle(id)}
          >
            <span aria-hidden="true">{open ? "▾" : "▸"}</span>
          </button>
        ) : (
          <span className={css.toggle} />
        )}
        {picked && (
          <input
            type="checkbox"
            className={css.tick}
            aria-label={`Select ${name}`}
            checked={picked.has(id)}
            onChange={() => onPick(id)}
          />
        )}
        <span className={css.what}>
          <button type="button" className={css.name} data-category={id} onClick={() => onOpen(id)}>
            {name}
          </button>
          {description && <span className={css.description}>{description}</span>}
        </span>
        <span className={css.state}>
          {!is_active && <Pill tone="neutral">Hidden</Pill>}
          <span className={css.count}>{plural(category.products_count, "product")}</span>
        </span>
        <span className={css.deeds}>
          {adds && (
            <Button size="small" variant="quiet" aria-label={`Add under ${name}`} onClick={() => onAdd(id)}>
              Add under
            </Button>
          )}
          <Button
            size="small"
            variant="quiet"
            aria-label={`${is_active ? "Hide" : "Show"} ${name}`}
            onClick={() => void show(category, !is_active)}
          >
            {is_active ? "Hide" : "Show"}
          </Button>
        </span>
      </div>
      {children.length > 0 && (
        // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without marks is one
        <ul role="list" id={below} className={css.under} hidden={!open}>
          {children.map((child) => (
            <Branch key={child.category.id} node={child} {...rest} />
          ))}
        </ul>
      )}
    </li>
  );
}
