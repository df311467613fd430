import type { Page } from "playwright-core";
import { expect } from "vitest";

/** `text`, which somebody has typed into a form, is kept on this device. */
export async function drafted(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.evaluate(read), { timeout: 5_000 }).toContain(text);
}

async function read(): Promise<string> {
  // To open it before the page has made it would make it empty.
  if (!(await indexedDB.databases()).some(({ name }) => name === "barrow")) return "";
  return new Promise((done, fail) => {
    const opening = indexedDB.open("barrow");
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction("drafts").objectStore("drafts").getAll();
      all.onerror = () => fail(all.error);
      all.onsuccess = () => {
        opening.result.close();
        done(JSON.stringify(all.result));
      };
    };
  });
}
