import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  type ImportReply,
  type ImportRowView,
  type ImportView,
  importsApply,
  importsOne,
  importsRows,
  importsTakeIn,
  importsUndo,
} from "@/shared/api";
import { ApiError } from "@/shared/errors";
import { count, money } from "@/shared/money";
import { queries } from "@/shared/queries";
import type { Tone } from "@/shared/ui/Pill";

const A_PAGE = 50;

export type Kind = ImportRowView["kind"];

export const KINDS: Record<Kind, { label: string; tone: Tone }> = {
  new: { label: "New", tone: "ok" },
  changed: { label: "Changed", tone: "info" },
  unchanged: { label: "Unchanged", tone: "neutral" },
  error: { label: "Wrong", tone: "bad" },
};

export const STATES: Record<ImportView["state"], { label: string; tone: Tone }> = {
  previewed: { label: "Nothing changed yet", tone: "neutral" },
  applied: { label: "Applied", tone: "ok" },
  undone: { label: "Taken back", tone: "warn" },
};

export const FIELDS: Readonly<Record<string, string>> = {
  name: "Name",
  price: "Price",
  compare_price: "Compare price",
  category_id: "Category",
  stock_quantity: "Stock",
  low_stock_threshold: "Low at",
  barcode: "Barcode",
  weight: "Weight",
  dimensions: "Dimensions",
  image_url: "Picture",
  is_active: "On sale",
  is_featured: "Featured",
  description: "Description",
};

export const EVERYTHING = "/api/products/export?include_inactive=true";

export function importQuery(id: number) {
  return queryOptions({
    queryKey: ["imports", id],
    queryFn: ({ signal }) => importsOne({ path: { import_id: id }, signal }),
  });
}

export function rowsQuery(id: number, kind: Kind | undefined, page: number) {
  return queryOptions({
    queryKey: ["imports", id, "rows", kind, page],
    queryFn: ({ signal }) =>
      importsRows({
        path: { import_id: id },
        query: { ...(kind ? { kind } : {}), page, per_page: A_PAGE },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** Have the server look at a list; nothing changes. */
export async function lookAt(file: File, signal: AbortSignal): Promise<ImportView> {
  return kept(await importsTakeIn({ query: { dry_run: true }, body: { file }, signal }));
}

export async function apply(id: number): Promise<ImportView> {
  return written(id, () => importsApply({ path: { import_id: id } }));
}

export async function undo(id: number): Promise<ImportView> {
  return written(id, () => importsUndo({ path: { import_id: id } }));
}

/** The lines a refusal is about, in words; nothing where it names none. */
export function linesOf(error: unknown): string | null {
  if (!(error instanceof ApiError) || !Array.isArray(error.details.lines)) return null;
  const lines = error.details.lines.map(Number);
  const more = Number(error.details.count) - lines.length;
  return `Lines ${lines.map(count).join(", ")}${more > 0 ? ` and ${count(more)} more` : ""}.`;
}

/** What is wrong with each column, where that is what is wrong. */
export function columnsOf(error: unknown): string[] {
  if (!(error instanceof ApiError) || error.code !== "unknown_columns") return [];
  return Object.entries(error.details).map(([column, said]) => `${column}: ${[said].flat().join(" ")}`);
}

export interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

/** What a row changes, field by field. */
export function changesOf(row: ImportRowView): Change[] {
  // The types know that it is a pair, not of what.
  const changes: Record<string, readonly unknown[]> = row.changes;
  const known = Object.keys(FIELDS);
  const place = (field: string) => (known.indexOf(field) + known.length + 1) % (known.length + 1);
  return Object.entries(changes)
    .map(([field, [before, after]]) => ({ field, before, after }))
    .sort((a, b) => place(a.field) - place(b.field));
}

/** A value as people read it. */
export function worded(field: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "number") return String(value);
  return field.endsWith("price") ? money(value) : count(value);
}

async function written(id: number, call: () => Promise<ImportReply>): Promise<ImportView> {
  try {
    return kept(await call());
  } finally {
    // A refusal, too, says that things are not as they were seen.
    const all = ["imports", "products", "categories", "stock", "reports", "audit"];
    void Promise.all(all.map((noun) => queries.invalidateQueries({ queryKey: [noun] })));
    void queries.invalidateQueries({ queryKey: ["imports", id] });
  }
}

function kept(reply: ImportReply): ImportView {
  queries.setQueryData(importQuery(reply.import.id).queryKey, reply.import);
  return reply.import;
}
