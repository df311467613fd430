import type { MatrixRow } from "@/shared/api";
import { deedWithin, type Role, reach, sentence } from "@/shared/wording";

export interface Group {
  noun: string;
  rows: MatrixRow[];
}

/** The rows by what they are about, in the order in which the server first speaks of it. */
export function groups(rows: readonly MatrixRow[]): Group[] {
  const found = new Map<string, MatrixRow[]>();
  for (const row of rows) {
    const noun = row.permission.split(":")[0] ?? "";
    found.set(noun, [...(found.get(noun) ?? []), row]);
  }
  return [...found].map(([noun, same]) => ({ noun, rows: same }));
}

/** A cell in a word: `yes` where nobody's reach is limited, otherwise how far this one reaches. */
export function cellWord(row: MatrixRow, role: Role): string {
  const scope = row.roles[role];
  if (!scope) return "no";
  return Object.values(row.roles).every((one) => !one || one === "all") ? "yes" : reach(scope);
}

/** The same as a sentence: `Manager can see orders of the last 30 days`. */
export function cellSentence(row: MatrixRow, role: Role): string {
  const scope = row.roles[role];
  return `${sentence(role)} ${scope ? "can" : "cannot"} ${deedWithin(row.permission, scope ?? "all")}`;
}
