import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "./axe";
import { drafted } from "./drafts";
import { seededShop } from "./harness";
import type { Person } from "./person";

const shop = seededShop();

const message = (page: Page, text: string | RegExp) =>
  page.getByRole("region", { name: "Messages" }).getByText(text).waitFor();
const undo = (person: Person) => person.page.getByRole("button", { name: "Undo" }).last().click();

/** The manager at the table of products, where the product with this SKU is on the screen. */
async function table(sku: string): Promise<Person> {
  const manager = await shop.person("manager");
  await manager.goto(`/office/products?search=${sku}`);
  return manager;
}

/** A picture of one colour in the manager's clipboard. */
async function copyPicture({ page, context }: Person): Promise<void> {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 400 });
    const brush = canvas.getContext("2d") as CanvasRenderingContext2D;
    brush.fillStyle = "#0f766e";
    brush.fillRect(0, 0, 300, 400);
    const picture = await new Promise<Blob>((done) => canvas.toBlob((blob) => done(blob as Blob), "image/png"));
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
  });
}

test("with the products on the screen, changing a price is 2 actions, and Undo puts it back", async () => {
  const api = await shop.as("manager");
  const before = await api.put("/api/products/10", { price: 50, compare_price: 60 });
  const manager = await table("SKU-00010");
  manager.begin();
  await manager.click(manager.page.locator("#price-10"));
  await manager.page.keyboard.type("65.25");
  await manager.press("Enter");
  await message(manager.page, /50\.00 → 65\.25\. No longer marked down from 60\.00/);
  expect(manager.actions).toBe(2);
  expect(await api.get("/api/products/10")).toMatchObject({ price: 65.25, compare_price: null });
  await undo(manager);
  await message(manager.page, /50\.00 again/);
  expect(await api.get("/api/products/10")).toMatchObject({ price: 50, compare_price: before.compare_price });
});

test("a price is changed with the keyboard alone; Escape changes nothing", async () => {
  const manager = await table("SKU-00011");
  const { page } = manager;
  const row = page.getByRole("row").filter({ has: page.locator("#price-11") });
  await row.focus();
  await manager.press("e");
  await page.keyboard.type("1");
  await manager.press("Escape");
  await expect.poll(() => row.evaluate((element) => element === document.activeElement)).toBe(true);
  await manager.press("e");
  await page.keyboard.type("0");
  await manager.press("Enter");
  const field = page.getByRole("textbox", { name: /^price of/ });
  await page.getByRole("cell").getByRole("alert").waitFor();
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("7.77");
  await manager.press("Enter");
  await message(page, /→ 7\.77/);
  await expect.poll(() => row.evaluate((element) => element === document.activeElement)).toBe(true);
  await manager.press("x");
  await page.getByText("1 product selected").waitFor();
});

test("a price that somebody else changed meanwhile is shown before it is changed again", async () => {
  const manager = await table("SKU-00012");
  const { page } = manager;
  await page.locator("#price-12").click();
  const api = await shop.as("admin");
  await api.put("/api/products/12", { price: 13 });
  await page.keyboard.type("14");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("Somebody made it 13.00 in the meantime.").waitFor();
  expect((await api.get("/api/products/12")).price).toBe(13);
  await page.keyboard.press("Enter");
  await message(page, /13\.00 → 14\.00/);
  expect((await api.get("/api/products/12")).price).toBe(14);
});

test("a count of the stock is a count in the ledger, and Undo keeps what was sold since", async () => {
  const manager = await table("SKU-00013");
  const { page } = manager;
  const api = await shop.as("manager");
  const { stock_quantity: before } = await api.get("/api/products/13");
  await page.locator("#stock-13").click();
  await page.keyboard.type(String(before + 8));
  await page.keyboard.press("Enter");
  await message(page, /, \+8\.$/);
  const { movements } = await api.get("/api/products/13/stock");
  expect(movements[0]).toMatchObject({ kind: "adjusted", quantity: 8 });
  await (await shop.as("customer20")).order([[13, 2]]);
  await undo(manager);
  await message(page, /in stock again/);
  expect((await api.get("/api/products/13")).stock_quantity).toBe(before - 2);
});

test("with the products on the screen, adding one with a picture is 3 actions", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  await manager.goto("/office/products?category_id=3");
  await copyPicture(manager);
  manager.begin();
  await manager.click(page.getByRole("link", { name: "New product" }));
  const name = page.getByLabel("Name");
  await expect.poll(() => name.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type("Garden bench");
  for (const [label, text] of [
    ["Price", "149.50"],
    ["SKU", "BENCH-1"],
    ["Stock", "4"],
  ] as const) {
    await page.getByLabel(label, { exact: true }).fill(text);
  }
  await manager.press("Control+V");
  await manager.click(page.getByRole("button", { name: "Add product" }));
  await message(page, "Garden bench is in the shop.");
  expect(manager.actions).toBe(3);
  const { products } = await (await shop.as("manager")).get("/api/products?search=BENCH-1");
  expect(products[0]).toMatchObject({ name: "Garden bench", price: 149.5, category_id: 3, stock_quantity: 4 });
  expect(products[0].image_url).toMatch(/^\/static\/uploads\/products\/.+-large\.webp$/);
  expect(await name.inputValue()).toBe("");
  await expect.poll(() => name.evaluate((element) => element === document.activeElement)).toBe(true);
});

test("pictures are put in order, taken out and back in; a file that is none says so and is not sent", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  await manager.goto("/office/products/14");
  const shown = () =>
    page.locator("ol img").evaluateAll((found) => found.map((image) => (image as HTMLImageElement).src));
  const [first] = await shown();
  await copyPicture(manager);
  await page.getByLabel("Name").focus();
  await page.keyboard.press("Control+V");
  await expect.poll(async () => (await shown()).length).toBe(2);
  const [, second] = await shown();
  await page.getByRole("button", { name: "Picture 2: earlier" }).press("Enter");
  await expect.poll(shown).toEqual([second, first]);
  expect(await page.evaluate(() => document.activeElement?.closest("ol") !== null)).toBe(true);
  await page.getByRole("button", { name: "Picture 1: remove" }).click();
  await expect.poll(shown).toEqual([first]);
  await undo(manager);
  await expect.poll(shown).toEqual([second, first]);
  const none = { name: "none.png", mimeType: "image/png", buffer: Buffer.from("no picture") };
  await page.getByLabel("Choose pictures").setInputFiles(none);
  await page
    .getByRole("alert")
    .getByText(/^none\.png: /)
    .waitFor();
  await page.getByRole("button", { name: "Save" }).click();
  await message(page, /is saved/);
  const saved = await (await shop.as("manager")).get("/api/products/14");
  expect([saved.thumbnail_url, ...saved.thumbnails].map((path: string) => shop.url + path)).toEqual([
    second,
    first,
  ]);
});

test("several prices become exactly what the preview said, and Undo brings the old ones back", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  const api = await shop.as("manager");
  await manager.goto("/office/products?category_id=5&sort_by=sku");
  for (const place of [0, 1, 2]) await page.locator("tbody").getByRole("checkbox").nth(place).click();
  await page.getByRole("button", { name: "Change prices…" }).click();
  await page.keyboard.type("-15");
  await page.getByLabel("Ending with").fill("99");
  const apply = page.getByRole("button", { name: "Change 3 prices" });
  await page.locator("[aria-label='Old and new prices'] tbody tr").nth(2).waitFor();
  await expect.poll(() => apply.getAttribute("aria-busy")).toBe(null);
  const rows = await page.locator("[aria-label='Old and new prices'] tbody tr").evaluateAll((found) =>
    found.map((row) => {
      const [now, next] = [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent?.replace(",", "")));
      return { name: row.querySelector("th")?.firstChild?.textContent ?? "", now, next };
    }),
  );
  const prices = async () => {
    const { products } = await api.get("/api/products?category_id=5&per_page=100");
    return rows.map((row) => products.find((one: { name: string }) => one.name === row.name)?.price);
  };
  expect(rows).toHaveLength(3);
  expect(await violations(page)).toEqual([]);
  expect(await prices()).toEqual(rows.map((row) => row.now));
  await apply.click();
  await message(page, "3 prices changed.");
  expect(await prices()).toEqual(rows.map((row) => row.next));
  expect(rows.every((row) => String(row.next).endsWith(".99"))).toBe(true);
  await undo(manager);
  await message(page, "3 prices as before.");
  expect(await prices()).toEqual(rows.map((row) => row.now));
});

test("all that match can be selected, taken out of the shop, and put back", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  const api = await shop.as("customer21");
  await manager.goto("/office/products?search=SKU-0004");
  const before = (await api.get("/api/products?search=SKU-0004")).total;
  await page.locator("tbody").getByRole("checkbox").first().click();
  const all = page.getByRole("button", { name: `Select all ${before} matching` });
  await all.click();
  await page.getByText(`${before} products selected`).waitFor();
  await page.getByRole("button", { name: "Deactivate" }).click();
  await message(page, `No longer in the shop: ${before} products.`);
  expect((await api.get("/api/products?search=SKU-0004")).total).toBe(0);
  await undo(manager);
  await expect.poll(async () => (await api.get("/api/products?search=SKU-0004")).total).toBe(before);
});

test("the file that is saved has exactly the products that are shown", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  await manager.goto("/office/products?category_id=5&sort_by=price&sort_order=desc");
  const shown = await page.locator("tbody tr td:nth-of-type(4)").allInnerTexts();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export CSV" }).click(),
  ]);
  const [head = "", ...lines] = (await readFile(await file.path(), "utf8"))
    .replace(/^\uFEFF/, "")
    .trim()
    .split(/\r?\n/);
  const at = head.split(",").indexOf("sku");
  expect(lines.map((line) => line.split(",")[at])).toEqual(shown);
  expect(shown.length).toBeGreaterThan(5);
});

test("a product that is half typed survives a reload", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  await manager.goto("/office/products/new");
  await page.getByLabel("Name").fill("Half a chair");
  await page.getByLabel("Price", { exact: true }).fill("12.50");
  await drafted(page, "12.50");
  await page.reload();
  await manager.settled();
  await page.getByRole("button", { name: "Keep" }).click();
  expect(await page.getByLabel("Name").inputValue()).toBe("Half a chair");
  expect(await page.getByLabel("Price", { exact: true }).inputValue()).toBe("12.50");
});

test("two people who edit one product lose nothing", async () => {
  const [manager, admin] = await Promise.all([shop.person("manager"), shop.person("admin")]);
  await Promise.all([manager.goto("/office/products/15"), admin.goto("/office/products/15")]);
  await manager.page.getByLabel("Name").fill("Named by the manager");
  await manager.page.getByLabel("Price", { exact: true }).fill("21.00");
  await admin.page.getByLabel("Price", { exact: true }).fill("19.00");
  await admin.page.getByLabel("Description").fill("Described by the admin");
  await admin.page.getByRole("button", { name: "Save" }).click();
  await message(admin.page, /is saved/);
  const save = manager.page.getByRole("button", { name: "Save" });
  await save.click();
  const notice = manager.page.getByRole("alert");
  await notice.getByText("Somebody changed this product in the meantime").waitFor();
  expect(await notice.innerText()).toMatch(/Price was “[\d.]+”, is “19\.00” now\. You have “21\.00”\./);
  expect(await notice.innerText()).toMatch(/Description was “.+”, is “Described by the admin” now\./);
  expect(await manager.page.getByLabel("Name").inputValue()).toBe("Named by the manager");
  expect(await violations(manager.page)).toEqual([]);
  await save.click();
  await message(manager.page, "Named by the manager is saved.");
  expect(await (await shop.as("manager")).get("/api/products/15")).toMatchObject({
    name: "Named by the manager",
    price: 21,
    description: "Described by the admin",
  });
});

test("a review is hidden with a reason its author reads, and shown again by Undo", async () => {
  const api = await shop.as("manager");
  const { products } = await api.get("/api/products?per_page=100");
  const reviewed = products.find((one: { rating_count: number }) => one.rating_count === 1);
  const manager = await shop.person("manager");
  const { page } = manager;
  await manager.goto(`/office/products/${reviewed.id}`);
  await page.getByRole("button", { name: "Hide…" }).click();
  await page.keyboard.type("It names a neighbour.");
  await page.keyboard.press("Enter");
  await message(page, /is hidden/);
  const stranger = await shop.as("customer22");
  expect((await stranger.get(`/api/products/${reviewed.id}/reviews`)).total).toBe(0);
  await undo(manager);
  await page.getByRole("button", { name: "Hide…" }).waitFor();
  expect((await stranger.get(`/api/products/${reviewed.id}/reviews`)).total).toBe(1);
});

test("deleting is locked for a manager, and for an admin names what it does", async () => {
  const [manager, admin] = await Promise.all([shop.person("manager"), shop.person("admin")]);
  await manager.goto("/office/products/16");
  await manager.page.getByRole("button", { name: /^Delete.*locked$/ }).focus();
  await manager.page.getByText("Delete needs the role admin.").waitFor();
  await admin.goto("/office/products/16");
  await admin.page.getByRole("button", { name: "Delete…" }).click();
  await admin.page.getByText("This cannot be undone.").waitFor();
  await admin.page.getByRole("button", { name: "Delete for good" }).click();
  await admin.page.waitForURL(/\/office\/products$/);
  expect(await (await shop.as("admin")).status("GET", "/api/products/16")).toBe(404);
});
