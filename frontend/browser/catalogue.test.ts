import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { seededShop } from "./harness";

const shop = seededShop();
const names = (page: Page) => page.getByRole("article").getByRole("heading").allInnerTexts();
const named = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("what is typed into the search reaches the address and narrows the list, in 1 action", async () => {
  const shopper = await shop.person();
  const { page } = shopper;
  await shopper.goto("/products?in_stock=true");
  shopper.begin();
  await shopper.press("/");
  await page.keyboard.type("lamp");
  await page.waitForURL(/search=lamp/);
  await page
    .getByRole("status")
    .filter({ hasText: /^1 product$/ })
    .waitFor();
  expect(shopper.actions).toBe(1);
  expect(new URL(page.url()).searchParams.get("in_stock")).toBe("true");
  expect(await names(page)).toEqual(["Desk Lamp"]);
  await page.goBack();
  expect(page.url()).not.toContain("/products");
});

test("a product is found and opened by keyboard alone, in 3 actions", async () => {
  const shopper = await shop.person();
  const { page } = shopper;
  await shopper.goto("/");
  shopper.begin();
  await shopper.press("/");
  await page.keyboard.type("desk lamp");
  await page.getByRole("option", { name: /Desk Lamp/ }).waitFor();
  await shopper.press("ArrowDown");
  await shopper.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Desk Lamp" }).waitFor();
  expect(shopper.actions).toBe(3);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
});

test("Enter without a choice leads to all results, and the words stay in the box", async () => {
  const shopper = await shop.person();
  const { page } = shopper;
  await shopper.goto("/");
  await page.getByRole("combobox", { name: "Search products" }).fill("shirt");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/products\?search=shirt/);
  expect(await page.getByRole("searchbox", { name: "Search products" }).inputValue()).toBe("shirt");
});

test("filters and the order survive a reload", async () => {
  const shopper = await shop.person();
  const { page } = shopper;
  await shopper.goto("/products");
  await named(page, "On sale").click();
  await page.getByRole("combobox", { name: "Sort" }).selectOption("price");
  await page
    .getByRole("navigation", { name: "Categories" })
    .getByRole("link", { name: /^Clothing/ })
    .click();
  await page.getByRole("heading", { level: 1, name: "Clothing" }).waitFor();
  await page.waitForLoadState("networkidle");
  const before = await names(page);
  await page.reload();
  await shopper.settled();
  expect(await names(page)).toEqual(before);
  expect(await named(page, "On sale").getAttribute("aria-pressed")).toBe("true");
  expect(await page.locator("[aria-current=true]").innerText()).toMatch(/^Clothing/);
  expect(await page.getByRole("combobox", { name: "Sort" }).inputValue()).toBe("price");
  await page.getByRole("button", { name: "Clear all" }).click();
  await page.getByRole("heading", { level: 1, name: "Products" }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
});

test("no choice leads to nothing", async () => {
  const shopper = await shop.person();
  const { page } = shopper;
  await shopper.goto("/products?search=lamp");
  const categories = page.getByRole("navigation", { name: "Categories" });
  await categories.getByText("Toys").waitFor();
  expect(await categories.getByRole("link").allInnerTexts()).toEqual([expect.stringContaining("Electronics")]);
  expect(await named(page, "Under 20").isDisabled()).toBe(true);
});

test("where nothing is found, what comes nearest is offered", async () => {
  const shopper = await shop.person();
  const { page } = shopper;
  await shopper.goto("/products?search=lamp&max_price=1");
  await page.getByText("Nothing has all of this: “lamp” · Up to 1.00.").waitFor();
  await page.getByRole("link", { name: "1 product for “lamp”" }).click();
  await page.getByRole("article").waitFor();
  expect(await names(page)).toEqual(["Desk Lamp"]);
});

test("loading more goes on where the list ended", async () => {
  const shopper = await shop.person();
  const { page } = shopper;
  await shopper.goto("/products?sort_by=name");
  await named(page, "Load more").click();
  await page.getByRole("status").filter({ hasText: "48 of 150" }).waitFor();
  const all = await names(page);
  expect(new Set(all).size).toBe(48);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(all[24]);
});

test("a product that is not there is said kindly", async () => {
  const shopper = await shop.person();
  for (const address of ["/products/99999", "/products/lamp"]) {
    await shopper.goto(address);
    await shopper.page.getByRole("link", { name: "See all products" }).waitFor();
  }
});

test("on a phone the filters are a sheet, and act at once", async () => {
  const shopper = await shop.person(null, { width: 360, height: 740 });
  const { page } = shopper;
  await shopper.goto("/products");
  await named(page, "Filters").click();
  await page
    .getByRole("dialog", { name: "Filters" })
    .getByLabel(/^On sale/)
    .check();
  await page.getByRole("button", { name: "Show 50 products" }).click();
  await named(page, "Filters (1)").waitFor();
  expect(page.url()).toContain("on_sale=true");
});

test.each(["/", "/products", "/products/3"])("nothing moves while %s loads", async (address) => {
  const shopper = await shop.person(null, { width: 360, height: 740 });
  await shopper.page.addInitScript(() => {
    const shifts = { sum: 0 };
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.sum += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await shopper.goto(address);
  await shopper.page.waitForLoadState("networkidle");
  const moved = await shopper.page.evaluate(
    () => (globalThis as unknown as { shifts: { sum: number } }).shifts.sum,
  );
  expect(moved).toBeLessThan(0.05);
});
