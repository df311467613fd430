import { join } from "node:path";
import { test } from "vitest";
import type { Who } from "../caller";
import { seededShop } from "../harness";
import type { Person, View } from "../person";
import { ROOT } from "../places";

const shop = seededShop();
const FOLDER = join(ROOT, "docs/screenshots");

interface Shot {
  name: string;
  who: Who | null;
  at: string;
  view?: View;
  first?: (person: Person) => Promise<void>;
}

const PHONE = { width: 360, height: 760 };
const SHOTS: readonly Shot[] = [
  { name: "shop-list", who: null, at: "/products" },
  { name: "shop-list-phone", who: null, at: "/products", view: PHONE },
  { name: "shop-product", who: null, at: "/products/12" },
  { name: "shop-cart", who: null, at: "/products", first: fillCart },
  { name: "counter-today", who: "cashier", at: "/counter/today" },
  { name: "counter-today-dark", who: "cashier", at: "/counter/today", view: { scheme: "dark" } },
  { name: "office-report", who: "manager", at: "/office/report" },
  { name: "office-attention", who: "admin", at: "/office" },
  { name: "office-products", who: "manager", at: "/office/products" },
  { name: "office-permissions", who: "admin", at: "/office/permissions" },
];

test.each(SHOTS)("$name", async ({ name, who, at, view, first }) => {
  const person = await shop.person(who, view);
  await person.goto(at);
  await first?.(person);
  await person.page.waitForLoadState("networkidle").catch(() => undefined);
  await person.page.screenshot({ path: join(FOLDER, `${name}.png`) });
});

async function fillCart(person: Person): Promise<void> {
  for (let press = 0; press < 2; press += 1) {
    await person.page.getByRole("button", { name: /^Add / }).first().click();
  }
  await person.page.getByRole("button", { name: /^Cart/ }).click();
  await person.page
    .getByRole("dialog")
    .getByRole("link", { name: /^Checkout/ })
    .waitFor();
}
