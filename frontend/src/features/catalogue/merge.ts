import { entries, LABELS, same, type Texts, type Values } from "./values";

/** Something that somebody else changed while this person was typing. */
export interface Clash {
  name: keyof Texts | "is_featured" | "pictures";
  label: string;
  was: string;
  is: string;
  /** What this person typed there, where they did. */
  typed: string | null;
}

/**
 * What was typed on top of what is there now: where this person typed, their text stays; everywhere else is what the
 * others made of it.
 */
export function merged(base: Values, typed: Values, now: Values): { values: Values; clashes: Clash[] } {
  const pick = <T>(was: T, mine: T, is: T) => (same(was, mine) ? is : mine);
  const texts = Object.fromEntries(
    entries(now.texts).map(([name, is]) => [name, pick(base.texts[name], typed.texts[name], is)]),
  ) as Texts;
  const values = {
    texts,
    is_featured: pick(base.is_featured, typed.is_featured, now.is_featured),
    pictures: pick(base.pictures, typed.pictures, now.pictures),
  };
  const clashes: Clash[] = entries(now.texts).map(([name, is]) =>
    clash(name, LABELS[name], base.texts[name], typed.texts[name], is),
  );
  clashes.push(
    clash("is_featured", "Featured", said(base.is_featured), said(typed.is_featured), said(now.is_featured)),
    clash("pictures", "Pictures", shown(base), shown(typed), shown(now)),
  );
  // Stock moves with every sale: that is nobody's change of the product.
  return { values, clashes: clashes.filter(({ name, was, is }) => was !== is && name !== "stock_quantity") };
}

function clash(name: Clash["name"], label: string, was: string, mine: string, is: string): Clash {
  return { name, label, was, is, typed: mine === was || mine === is ? null : mine };
}

function said(yes: boolean): string {
  return yes ? "yes" : "no";
}

function shown({ pictures }: Values): string {
  return pictures.map(({ url }) => url).join(" ");
}
