import { expect, test } from "vitest";
import type { Who } from "./caller";
import { seededShop } from "./harness";
import { addressOf, COUNTER, OFFICE, type PageOf, SHOP } from "./pages";
import type { Person } from "./person";

/** Pressing it ends the visit, which other tests look at. */
const LEAVES = /sign out|end this session|end all/i;
const MOST_PRESSES = 25;
const BUTTONS = "main button:enabled:not([aria-disabled=true])";

/**
 * What a screen offers is what the API allows, for one role: every page of the staff opens if a navigation leads
 * there and else says who can, and no button that can be pressed is answered with 403. A 403 or a 5xx that any page
 * is given fails the test by itself (see harness.ts).
 */
export function offersWhatIsAllowed(who: Who): void {
  const shop = seededShop();

  test.each(SHOP)(`no button of $route is refused`, async (page) => {
    const person = await shop.person(who);
    await pressEverything(person, await addressOf(page, shop));
  });

  test.each([...COUNTER, ...OFFICE])("$route opens and refuses no button, or says who can", async (page) => {
    const person = await shop.person(who);
    const address = await addressOf(page, shop);
    await person.goto(address);
    const opens = (await person.page.getByRole("heading", { name: /^This needs/ }).count()) === 0;
    expect(opens).toBe(await isOffered(person, page));
    if (opens) await pressEverything(person, address);
  });
}

/** Whether the person's way to the workspace and its navigation lead to `page`. */
async function isOffered(person: Person, page: PageOf): Promise<boolean> {
  const links = await person.page
    .locator("header a, nav a")
    .evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const [, workspace, place] = page.route.split("/");
  return links.includes(place ? `/${workspace}/${place}` : `/${workspace}`);
}

async function pressEverything(person: Person, address: string): Promise<void> {
  const pressed = new Set<string>();
  let hits = 0;
  await person.goto(address);
  while (pressed.size < MOST_PRESSES) {
    const at = await nextButton(person, pressed);
    if (at === null) break;
    if (await press(person, at, address)) hits += 1;
  }
  // A button may go or be covered when another was pressed, but not most of them.
  expect(hits * 2).toBeGreaterThanOrEqual(pressed.size);
}

/** Where the next button is that can be pressed and whose like was not pressed yet. */
async function nextButton(person: Person, pressed: Set<string>): Promise<number | null> {
  const names = await person.page
    .locator(BUTTONS)
    .evaluateAll((all) =>
      all.map((one) => (one.checkVisibility() ? one.getAttribute("aria-label") || one.textContent || "" : "")),
    );
  // "Ban Ada" and "Ban Bob" are the same offer: what they have in common is how they begin.
  const kinds = names.map((one) => one.replace(/\d+/g, "#").trim().split(/\s+/).slice(0, 2).join(" "));
  const at = kinds.findIndex((kind) => kind !== "" && !LEAVES.test(kind) && !pressed.has(kind));
  if (at < 0) return null;
  pressed.add(kinds[at] as string);
  return at;
}

/** Press it, and come back to where it is; whether it could be pressed. */
async function press(person: Person, at: number, address: string): Promise<boolean> {
  const { page } = person;
  const hit = await page
    .locator(BUTTONS)
    .nth(at)
    .click({ timeout: 1_000 })
    .then(
      () => true,
      () => false,
    );
  await page.keyboard.press("Escape");
  const stillThere = new URL(page.url()).pathname === new URL(address, page.url()).pathname;
  if (!stillThere || (await page.locator("dialog[open]").count()) > 0) await person.goto(address);
  return hit;
}
