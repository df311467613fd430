import { describe, expect, test } from "vitest";
import { violations } from "./axe";
import type { Shop } from "./harness";
import { addressOf, type PageOf } from "./pages";

/** The narrowest screen people really have. */
const NARROW = 320;

/** Every one of `pages` is for everybody: no violation in light and dark, no sideways scroll on a narrow screen. */
export function forEverybody(shop: Shop, pages: readonly PageOf[]): void {
  describe.each(pages)("$route", (one) => {
    test("has no violation of WCAG A and AA, in light and in dark", async () => {
      const person = await shop.person(one.who);
      await person.goto(await addressOf(one, shop));
      expect(await violations(person.page)).toEqual([]);
      await person.page.getByRole("button", { name: "Use dark colours" }).click();
      // The button may be at the foot of the page, and what slid under the head of the page is not what is asked.
      await person.page.evaluate(() => scrollTo(0, 0));
      expect(await violations(person.page)).toEqual([]);
    });

    test(`needs no sideways scroll at ${NARROW} px`, async () => {
      const person = await shop.person(one.who, { width: NARROW, height: 640 });
      await person.goto(await addressOf(one, shop));
      const wide = await person.page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(NARROW);
    });
  });
}
