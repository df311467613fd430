import { setTimeout as later } from "node:timers/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "./axe";
import { drafted } from "./drafts";
import { seededShop } from "./harness";

const shop = seededShop();

const stockOf = async (id: number) =>
  (await (await shop.as("admin")).get(`/api/products/${id}/stock`)).stock_quantity;
const categoryCalled = async (name: string) => {
  const { categories } = await (await shop.as("admin")).get("/api/categories");
  return categories.find((one: { name: string }) => one.name === name);
};
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
const closed = (page: Page) => expect.poll(() => page.getByRole("dialog").count()).toBe(0);

test("a delivery is received in the ledger, which explains it", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  const before = await stockOf(21);
  await manager.goto("/office/stock/21");
  manager.begin();
  await manager.click(page.getByRole("button", { name: "Receive…" }));
  await page.getByLabel("How many came").waitFor();
  await manager.type(page.getByLabel("How many came"), "12");
  await manager.type(page.getByLabel("Note"), "Pallet 7");
  await manager.press("Enter");
  const newest = page.getByRole("row").nth(1);
  await newest.getByText("Pallet 7").waitFor();
  expect(manager.actions).toBe(3);
  expect((await newest.innerText()).split("\t").slice(1)).toEqual([
    "Received",
    "+12",
    String(before + 12),
    "manager",
    "Pallet 7",
  ]);
  expect(await focused(page)).toBe("Receive…");
  expect(await stockOf(21)).toBe(before + 12);
  expect(await page.getByRole("region", { name: "In stock" }).innerText()).toContain(`${before + 12}`);
});

test("the same delivery twice is two deliveries; a double press is one", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  const before = await stockOf(22);
  await manager.goto("/office/stock/22");
  for (const total of [before + 5, before + 10]) {
    await page.getByRole("button", { name: "Receive…" }).click();
    await page.getByLabel("How many came").fill("5");
    await page.getByRole("button", { name: "Receive", exact: true }).dblclick();
    await page.getByText(`There are ${total} now.`).waitFor();
  }
  expect(await stockOf(22)).toBe(before + 10);
});

test("a count in the row of what runs low can be taken back, and both stay in the ledger", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  await manager.goto("/office/stock");
  const row = page.getByRole("row").nth(1);
  const name = (await row.getByRole("link").innerText()).trim();
  const id = Number((await row.getByRole("link").getAttribute("href"))?.split("/").at(-1));
  const before = await stockOf(id);
  manager.begin();
  await manager.click(page.getByRole("button", { name: `Count ${name}` }));
  await manager.type(page.getByLabel("How many are there"), "500");
  await manager.press("Enter");
  await page.getByText(`Counted 500 × ${name}`, { exact: false }).waitFor();
  expect(manager.actions).toBe(2);
  expect(await stockOf(id)).toBe(500);
  await page.getByRole("link", { name, exact: true }).waitFor({ state: "detached" });
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");

  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Taken back.", { exact: false }).waitFor();
  expect(await stockOf(id)).toBe(before);
  const { movements } = await (await shop.as("manager")).get(`/api/products/${id}/stock`);
  expect(movements.slice(0, 2).map((one: { note: string }) => one.note)).toEqual([
    `Undo of count +${500 - before}`,
    "counted 500",
  ]);
});

test("what the server refuses is said in the form, and what was typed stays", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  await manager.goto("/office/stock/23?do=adjust");
  await page.getByLabel("Difference").fill("-100000");
  await page.getByLabel("Reason").fill("A flood");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("There is not enough stock for this.").waitFor();
  await page.getByLabel("Difference").fill("many");
  await page.keyboard.press("Enter");
  await page.getByText("Not a valid integer.").waitFor();
  expect(await focused(page)).toBe("");
  expect(await page.getByLabel("Reason").inputValue()).toBe("A flood");
  expect(await violations(page)).toEqual([]);
  await drafted(page, "A flood");
  await page.reload();
  await page.getByText(/^Draft from/).waitFor();
  await page.getByRole("button", { name: "Keep" }).click();
  expect(await page.getByLabel("Reason").inputValue()).toBe("A flood");
});

test("a scanned code opens the shelf it is of", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  const product = await (await shop.as("manager")).get("/api/products/30");
  await manager.goto("/office/stock");
  manager.begin();
  await manager.click(page.getByRole("searchbox", { name: "Find a product" }));
  // On a slow line the shelf opens only after what was typed would have been put into the address.
  await page.route("**/{api,assets}/**", async (route) => {
    await later(200);
    await route.continue();
  });
  await manager.scan(product.barcode);
  await page.getByRole("heading", { level: 1, name: `Stock of ${product.name}` }).waitFor();
  expect(manager.actions).toBe(1);
  expect(page.url()).toMatch(/\/office\/stock\/30$/);
});

test("what is shown is what is downloaded", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  await manager.goto("/office/stock?days=30");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download CSV" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  const lines = Buffer.concat(chunks).toString().trim().split(/\r?\n/);
  expect(lines.length - 1).toBe((await page.getByRole("row").count()) - 1);
  await page.getByRole("link", { name: "What it is worth" }).click();
  await page.getByText("at selling prices", { exact: false }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test("a manager sees that top categories need somebody else, and who that is", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  await manager.goto("/office/categories");
  await page.getByRole("button", { name: /^Add top category ?, locked/ }).focus();
  await page.getByText("Add top category needs the role admin.", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Audio", exact: true }).click();
  const top = page.getByRole("combobox", { name: "Move under" }).getByRole("option", { name: /^At the top/ });
  expect(await top.innerText()).toBe("At the top (needs the role admin)");
  expect(await top.isDisabled()).toBe(true);
  expect(await page.getByRole("button", { name: /^Delete ?, locked/ }).count()).toBe(1);
});

test("a category is renamed and moved by keyboard alone, and moved back", async () => {
  const admin = await shop.person("admin");
  const { page } = admin;
  const audio = await categoryCalled("Audio");
  const toys = await categoryCalled("Toys");
  await admin.goto("/office/categories");
  await page.getByRole("button", { name: "Audio", exact: true }).focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "Audio" });
  await sheet.getByRole("textbox", { name: "Name" }).waitFor();
  await expect.poll(() => focused(page)).toBe("");
  await page.keyboard.press("End");
  await page.keyboard.type(" and radio");
  await page.keyboard.press("Enter");
  await page.getByText("Audio and radio is saved.").waitFor();
  await page.getByRole("dialog", { name: "Audio and radio" }).waitFor();
  await page.getByRole("combobox", { name: "Move under" }).focus();
  await page.keyboard.type("Toys");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("Audio and radio stands under Toys now.").waitFor();
  expect((await categoryCalled("Audio and radio")).parent_id).toBe(toys.id);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await closed(page);
  expect(await focused(page)).toBe("Audio and radio");
  expect(page.url()).toMatch(/\/office\/categories$/);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect.poll(async () => (await categoryCalled("Audio and radio")).parent_id).toBe(audio.parent_id);
});

test("a category is added, hidden, and deleted once it is empty", async () => {
  const admin = await shop.person("admin");
  const { page } = admin;
  await admin.goto("/office/categories");
  await page.getByRole("button", { name: "Add under Books" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Maps");
  await page.keyboard.press("Enter");
  await closed(page);
  await page.getByRole("button", { name: "Hide Maps" }).click();
  await page.getByText("Hidden", { exact: true }).waitFor();
  expect((await categoryCalled("Maps")).is_active).toBe(false);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.getByRole("button", { name: "Hide Maps" }).waitFor();

  for (const [name, refused] of [
    ["Books", true],
    ["Maps", false],
  ] as const) {
    await page.getByRole("button", { name, exact: true }).click();
    await page.getByRole("button", { name: "Delete…" }).click();
    await page.getByRole("button", { name: `Delete ${name}` }).click();
    if (refused) {
      await page.getByRole("alert").getByText("This category still holds", { exact: false }).waitFor();
      await page.getByRole("button", { name: "Keep it" }).click();
      await page.keyboard.press("Escape");
    }
    await closed(page);
  }
  await page.getByText("Maps is deleted.").waitFor();
  expect(await categoryCalled("Maps")).toBeUndefined();
  expect(await categoryCalled("Books")).toBeDefined();
});

test("several categories change places at once", async () => {
  const admin = await shop.person("admin", { width: 360, height: 740 });
  const { page } = admin;
  const sports = await categoryCalled("Sports");
  await admin.goto("/office/categories");
  await page.getByRole("button", { name: "Move several" }).click();
  for (const name of ["Beauty", "Automotive"]) await page.getByLabel(`Select ${name}`).check();
  await page.getByRole("combobox", { name: "Move 2 categories under" }).selectOption("Sports");
  await page.getByRole("button", { name: "Move", exact: true }).click();
  await page.getByText("2 categories stand under Sports now.").waitFor();
  expect((await categoryCalled("Beauty")).parent_id).toBe(sports.id);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await categoryCalled("Beauty")).parent_id).toBeNull();
});
