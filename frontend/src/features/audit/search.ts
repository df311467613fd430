import { oneOf, text, type Words, whole } from "@/shared/address";

/** Which part of the trail is shown, as the address says it and as the API wants it. */
export interface Asked {
  actor?: number;
  action?: string;
  object?: string;
  outcome?: "done" | "refused";
  from?: string;
  to?: string;
  page: number;
}

export function asked(words: Words): Asked {
  const object = text(words, "object");
  const found = {
    actor: whole(words, "actor"),
    action: text(words, "action"),
    object: object && objectWord(object),
    outcome: oneOf(words, "outcome", ["done", "refused"]),
    from: text(words, "from"),
    to: text(words, "to"),
  };
  const given = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  return { ...given, page: whole(words, "page") ?? 1 };
}

/** What people write, as the API wants it: `Order 12`, `order #12` and `order:12` are the same. */
export function objectWord(written: string): string {
  const [, kind, id] = /^([a-z_]+)[\s:#]*(\d*)$/i.exec(written.trim()) ?? [];
  return kind ? `${kind.toLowerCase()}${id ? `:${id}` : ""}` : written.trim();
}
