import { ApiError, saidOf } from "@/shared/errors";

/** Short messages at the edge of the screen. One at a time for each `key`; an undo stays long enough to be used. */
interface Toast {
  id: number;
  text: string;
  tone: "plain" | "ok" | "bad";
  action?: { label: string; run: () => void } | undefined;
  requestId?: string | null | undefined;
}

interface Message extends Omit<Toast, "id" | "tone"> {
  tone?: Toast["tone"];
  /** How long it stays, in seconds. */
  seconds?: number;
}

let shown: readonly Toast[] = [];
let next = 1;
const watchers = new Set<() => void>();

export function toasts(): readonly Toast[] {
  return shown;
}

export function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Show a message; returns what takes it away again. */
export function toast({ seconds, tone = "plain", ...message }: Message): () => void {
  const id = next++;
  const away = () => dismiss(id);
  put([...shown.slice(-2), { ...message, tone, id }]);
  setTimeout(away, (seconds ?? (message.action || tone === "bad" ? 10 : 5)) * 1000);
  return away;
}

/** Say that the server refused something that has no form, and what it is about. */
export function sayRefused(error: unknown, about = ""): void {
  const text = about ? `${about}: ${saidOf(error)}` : saidOf(error);
  toast({ text, tone: "bad", requestId: error instanceof ApiError ? error.requestId : null });
}

export function dismiss(id: number): void {
  if (shown.some((one) => one.id === id)) put(shown.filter((one) => one.id !== id));
}

function put(next: readonly Toast[]): void {
  shown = next;
  for (const watcher of watchers) watcher();
}
