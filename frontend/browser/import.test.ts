import { expect, test } from "vitest";
import { violations } from "./axe";
import { seededShop } from "./harness";
import type { Person } from "./person";

const shop = seededShop();

/** Every product, but for when it was last touched. */
const everything = async () => {
  const admin = await shop.as("admin");
  const pages = await Promise.all(
    [1, 2].map((page) => admin.get(`/api/products?include_inactive=true&sort_by=sku&per_page=100&page=${page}`)),
  );
  return pages.flatMap(({ products }) => products.map((one: object) => ({ ...one, updated_at: "" })));
};

async function choose(person: Person, text: string): Promise<void> {
  const file = { name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await person.page.locator("input[type=file]").setInputFiles(file);
  await person.page.getByText("list.csv, looked at", { exact: false }).waitFor();
}

test("a list is looked at, applied and taken back, and products are as they were", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  const before = await everything();
  await manager.goto("/office/products/import");
  await choose(
    manager,
    "sku,name,price,category,stock\n" +
      "SKU-00001,A better name,12.50,Toys,7\n" +
      "NEW-1,New mug,9.99,Home & Garden,5\n",
  );
  expect(await everything()).toEqual(before);
  const rows = await page.getByRole("row").allInnerTexts();
  expect(rows[1]).toMatch(
    /SKU-00001\s+Changed\s+Name\s+.+ → A better name[\s\S]+Price[\s\S]+ → 12.50[\s\S]+→ Toys[\s\S]+→ 7/,
  );
  expect(rows[2]).toMatch(/NEW-1\s+New\s+Name\s+New mug\s+Price\s+9.99\s+Category\s+Home & Garden\s+Stock\s+5/);
  expect(await violations(page)).toEqual([]);

  manager.begin();
  await manager.click(page.getByRole("button", { name: "Apply 1 new, 1 changed" }));
  await page.getByText("Applied", { exact: true }).waitFor();
  expect(manager.actions).toBe(1);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Undo this import");
  expect(await everything()).toHaveLength(before.length + 1);
  const product = await (await shop.as("manager")).get("/api/products/1");
  expect([product.name, product.price, product.stock_quantity]).toEqual(["A better name", 12.5, 7]);

  await page.reload();
  await manager.settled();
  await page.getByRole("button", { name: "Undo this import" }).click();
  await page.getByText("Products are as they were.", { exact: false }).waitFor();
  expect(await everything()).toEqual(before);
});

test("an import whose products were touched since is not taken back, and the lines are named", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  await manager.goto("/office/products/import");
  await choose(manager, "sku,price\nSKU-00041,12.50\nSKU-00042,13.50\n");
  await page.getByRole("button", { name: "Apply 2 changed" }).click();
  await page.getByText("Applied", { exact: true }).waitFor();
  await (await shop.as("admin")).put("/api/products/42", { name: "Touched" });
  await page.getByRole("button", { name: "Undo this import" }).click();
  await page.getByRole("alert").getByText("Somebody has touched these products since.").waitFor();
  await page.getByText("Lines 3.").waitFor();
  expect((await (await shop.as("admin")).get("/api/products/41")).price).toBe(12.5);
});

test("wrong rows come first, in the server's words, and lock what would be refused", async () => {
  const manager = await shop.person("manager", { width: 360, height: 740 });
  const { page } = manager;
  await manager.goto("/office/products/import");
  await choose(manager, "sku,price\nSKU-00051,12.50\nSKU-00052,dear\nSKU-00053,\n");
  await page.getByText("price: Not a valid amount of money.").first().waitFor();
  expect(page.url()).toContain("kind=error");
  await page.getByRole("button", { name: /^Apply 1 changed ?, locked/ }).focus();
  await page.getByText("2 rows are wrong.", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Changed 1" }).click();
  await page.getByText("12.50").waitFor();
  expect(page.url()).toContain("kind=changed");
});

test("a list that cannot be read is said why, and pasted rows are a list too", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  await manager.goto("/office/products/import");
  const file = { name: "odd.csv", mimeType: "text/csv", buffer: Buffer.from("sku,colour\nA,red\n") };
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("alert").getByText("Check the columns: colour.").waitFor();
  await page.getByText("colour: We know no such column.", { exact: false }).waitFor();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "sku\tprice\nSKU-00061\t11.00\n");
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
  });
  await page.getByRole("button", { name: "Apply 1 changed" }).waitFor();
});

test("what was exported is unchanged when it comes back", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  await manager.goto("/office/products/import");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download all products" }).click(),
  ]);
  await page.locator("input[type=file]").setInputFiles(await file.path());
  await page.getByText("Every row is as the shop has it already.").waitFor();
  await page.getByText("1–50 of 150").waitFor();
  await page.getByRole("button", { name: "Next page" }).click();
  await page.getByText("51–100 of 150").waitFor();
  expect(page.url()).toContain("page=2");
});
