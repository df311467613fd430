/** The cart of somebody who has not signed in: what and how many, in this browser. What it costs, the shop says. */
export interface Wanted {
  product_id: number;
  quantity: number;
}

const KEY = "barrow.cart";
const watchers = new Set<() => void>();
let known: readonly Wanted[] = read();

export function wanted(): readonly Wanted[] {
  return known;
}

export function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** So many of a product shall be in it; none takes it out. */
export function want(product_id: number, quantity: number): void {
  const there = known.findIndex((one) => one.product_id === product_id);
  if (quantity < 1) keep(known.filter((_, at) => at !== there));
  else keep(there < 0 ? [...known, { product_id, quantity }] : known.with(there, { product_id, quantity }));
}

/** Take all of it out, as it is now: another tab may have been quicker. */
export function takeAll(): readonly Wanted[] {
  const all = read();
  if (all.length > 0 || known.length > 0) keep([]);
  return all;
}

if (typeof addEventListener === "function") {
  addEventListener("storage", (event) => event.key === KEY && say(read()));
}

function keep(next: readonly Wanted[]): void {
  localStorage.setItem(KEY, JSON.stringify(next));
  say(next);
}

function say(next: readonly Wanted[]): void {
  known = next;
  for (const watcher of watchers) watcher();
}

function read(): readonly Wanted[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isWanted) : [];
  } catch {
    return [];
  }
}

function isWanted(value: Partial<Wanted> | null): value is Wanted {
  return Number.isInteger(value?.product_id) && Number.isInteger(value?.quantity) && (value?.quantity ?? 0) > 0;
}
