import { test } from "vitest";
import { credentials } from "./caller";
import { seededShop } from "./harness";

const shop = seededShop();

test.each([
  ["customer7", "/"],
  ["cashier", "/counter/today"],
  ["manager", "/office/report"],
  ["admin", "/office"],
] as const)("%s starts at %s after signing in", async (who, landing) => {
  const person = await shop.person();
  await person.goto("/sign-in");
  const { email, password } = credentials(who);
  await person.page.getByLabel("E-mail or user name").fill(email);
  await person.page.getByLabel("Password", { exact: true }).fill(password);
  await person.page.keyboard.press("Enter");
  await person.page.waitForURL((url) => url.pathname === landing);
});

test("the palette leads anywhere by name", async () => {
  const admin = await shop.person("admin");
  await admin.goto("/office/report");
  await admin.press("Control+k");
  await admin.page.getByRole("textbox", { name: "Where to" }).fill("aud");
  await admin.press("Enter");
  await admin.page.waitForURL("**/office/audit");
});
