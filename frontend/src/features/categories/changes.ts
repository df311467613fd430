import type { CategoryBranchView, UpdateCategory } from "@/shared/api";
import { plural } from "@/shared/money";
import { sayRefused, toast } from "@/shared/ui/toasts";
import { change, moveSeveral, refresh } from "./api";

/** Do something that can be taken back, and offer that. What is refused is thrown. */
async function undoable(text: string, run: () => Promise<unknown>, back: () => Promise<unknown>) {
  await run();
  toast({ text, tone: "ok", action: { label: "Undo", run: () => void attempted(back) } });
  await refresh();
}

/** For what has no form: a refusal is a message. */
export async function attempted(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    sayRefused(error);
  }
  await refresh();
}

/** Show a category to customers, or no longer. */
export function show(category: CategoryBranchView, is_active: boolean): Promise<void> {
  const set = (value: boolean) => () => change(category.id, { is_active: value });
  const text = `${category.name} is ${is_active ? "shown in the shop again" : "hidden from customers"}.`;
  return attempted(() => undoable(text, set(is_active), set(!is_active)));
}

/** Change its name or description, if nobody was quicker. */
export async function describe(id: number, before: UpdateCategory, after: UpdateCategory, version: string) {
  let now = version;
  const set = (values: UpdateCategory) => async () => {
    now = (await change(id, values, now)).version;
  };
  await undoable(`${after.name} is saved.`, set(after), set(before));
}

/** Put a category, with all that stands under it, somewhere else. */
export function move(category: CategoryBranchView, parent_id: number | null, path: string): Promise<void> {
  const to = (parent: number | null) => () => change(category.id, { parent_id: parent });
  return undoable(`${category.name} stands ${path} now.`, to(parent_id), to(category.parent_id));
}

/** The same for several: all of them or none. */
export function moveAll(categories: readonly CategoryBranchView[], parent_id: number | null, path: string) {
  const text = `${plural(categories.length, "category stands", "categories stand")} ${path} now.`;
  return undoable(
    text,
    () => moveSeveral(categories.map(({ id }) => ({ id, parent_id }))),
    () => moveSeveral(categories.map(({ id, parent_id: before }) => ({ id, parent_id: before }))),
  );
}
