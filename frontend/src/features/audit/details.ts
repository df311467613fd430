import type { AuditEntryView } from "@/shared/api";
import { exact } from "@/shared/dates";
import { money } from "@/shared/money";

/** One fact that an entry tells: as it was, and as it became; null where there was none. */
export interface Change {
  name: string;
  before: string | null;
  after: string | null;
}

/** What an entry changed, in words, fact by fact. */
export function changesOf({ before, after }: Pick<AuditEntryView, "before" | "after">): Change[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].map((name) => ({
    name: name.replace(/_cents$/, "").replaceAll("_", " "),
    before: before && name in before ? said(name, before[name]) : null,
    after: after && name in after ? said(name, after[name]) : null,
  }));
}

/** The first change on one line, and how many more there are. */
export function summary(entry: Pick<AuditEntryView, "before" | "after">): string {
  const [first, ...rest] = changesOf(entry);
  if (!first) return "";
  const change = [first.before, first.after].filter((value) => value !== null).join(" → ");
  return `${first.name} ${change}${rest.length > 0 ? `, and ${rest.length} more` : ""}`;
}

function said(name: string, value: unknown): string {
  if (value === null || value === "") return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return name.endsWith("_cents") ? money(value / 100) : String(value);
  if (typeof value === "string") return name.endsWith("_at") ? exact(value) : value;
  if (Array.isArray(value)) return value.map((one) => said(name, one)).join("; ") || "none";
  return Object.entries(value as object)
    .map(([inner, one]) => `${inner.replace(/_cents$/, "").replaceAll("_", " ")} ${said(inner, one)}`)
    .join(", ");
}
