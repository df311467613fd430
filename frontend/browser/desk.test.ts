import { expect, test } from "vitest";
import { violations } from "./axe";
import type { Who } from "./caller";
import { seededShop } from "./harness";
import type { Person } from "./person";

const shop = seededShop();

/** An order of `customer` that was paid for. */
async function paid(customer: Who, lines: [product: number, quantity: number][]) {
  const order = await (await shop.as(customer)).order(lines);
  const admin = await shop.as("admin");
  return (await admin.put(`/api/orders/${order.id}/payment-status`, { payment_status: "paid" })).order;
}

const stockOf = async (product: number): Promise<number> =>
  (await (await shop.as("admin")).get(`/api/products/${product}`)).stock_quantity;

const orderOf = async (id: number) => (await shop.as("admin")).get(`/api/orders/${id}`);

/** Ctrl+K, and what is looked for. */
async function lookFor(person: Person, what: string): Promise<void> {
  await person.press("Control+k");
  const box = person.page.locator("input:focus");
  await box.waitFor();
  await person.type(box, what);
}

const confirmation = (person: Person) =>
  person.page.locator("dialog").getByRole("button", { name: /^Refund [\d,]+\.\d\d$/ });

test("an admin refunds one line in 3 actions from where they land, and shelf and money agree", async () => {
  const order = await paid("customer20", [
    [3, 2],
    [4, 1],
  ]);
  const [line] = order.items;
  const before = await stockOf(3);
  const { amount } = await (await shop.as("admin")).post(`/api/orders/${order.id}/refund/preview`, {
    items: [{ order_item_id: line.id, quantity: 1 }],
  });
  const admin = await shop.person("admin");
  await admin.goto("/office");
  admin.begin();
  await lookFor(admin, order.order_number);
  await admin.click(admin.page.getByRole("button", { name: `Refund 1 × ${line.product_name}` }));
  const confirm = confirmation(admin);
  await confirm.waitFor();
  expect(await confirm.innerText()).toBe(`Refund ${amount.toFixed(2)}`);
  expect(await admin.page.locator("dialog").innerText()).toContain(
    `Refund 1 × ${line.product_name} — ${amount.toFixed(2)} to the credit card`,
  );
  expect(await violations(admin.page)).toEqual([]);
  await admin.click(confirm);
  await admin.page.getByText(`1 of 2 refunded`).waitFor();
  expect(admin.actions).toBe(3);

  const after = await orderOf(order.id);
  expect(after).toMatchObject({ payment_status: "partially_refunded", amount_refunded: amount });
  expect(after.items.map((item: { refunded_quantity: number }) => item.refunded_quantity)).toEqual([1, 0]);
  expect(await stockOf(3)).toBe(before + 1);
});

test("the same takes 3 keys", async () => {
  const order = await paid("customer21", [[5, 1]]);
  const admin = await shop.person("admin");
  await admin.goto("/office");
  admin.begin();
  await lookFor(admin, `${order.order_number} refund`);
  await admin.page.getByRole("button", { name: /^Refund 1 ×/ }).waitFor();
  await admin.press("Enter");
  await confirmation(admin).waitFor();
  await admin.press("Enter");
  await admin.page.locator("dialog").waitFor({ state: "detached" });
  expect(admin.actions).toBe(3);
  expect(await orderOf(order.id)).toMatchObject({ status: "refunded", amount_refunded: order.total });
});

test("what two admins refund at once is paid back once, and the second is told why", async () => {
  const order = await paid("customer22", [
    [6, 1],
    [7, 1],
  ]);
  const [line] = order.items;
  const second = { email: "second@ecommerce.com", password: "Second123!" };
  await (await shop.as("admin")).post("/api/auth/register", { ...second, username: "second", role: "admin" });
  const people = [await shop.person("admin"), await shop.person(second)];
  for (const person of people) {
    await person.goto(`/office/orders/${order.id}?refund=${line.id}`);
    await confirmation(person).waitFor();
  }
  await Promise.all(people.map((person) => confirmation(person).click()));
  const refused = await Promise.all(
    people.map(async ({ page }) => {
      await page.getByText("1 of 1 refunded").waitFor();
      const alert = page.getByRole("alert");
      return (await alert.count()) ? alert.innerText() : "";
    }),
  );
  expect(refused.filter(Boolean)).toEqual([expect.stringContaining(`0 of ${line.product_name}`)]);
  const { amount_refunded, items } = await orderOf(order.id);
  expect(items[0].refunded_quantity).toBe(1);
  expect(amount_refunded).toBeLessThan(order.total);
});

test("a manager sees that refunds are locked, and who can", async () => {
  const order = await paid("customer23", [[8, 1]]);
  const manager = await shop.person("manager");
  await manager.goto(`/office/orders/${order.id}?refund=${order.items[0].id}`);
  const refund = manager.page.getByRole("button", { name: /^Refund\s?, locked/ });
  await refund.focus();
  await manager.page.getByText("Refund needs the role admin").waitFor();
  expect(await manager.page.locator("dialog").count()).toBe(0);
  expect(await manager.page.getByRole("button", { name: /^Delete order\s?, locked/ }).count()).toBe(1);
});

test("cancelling says what becomes of the goods and the money, and does just that", async () => {
  const order = await paid("customer24", [[9, 3]]);
  const before = await stockOf(9);
  const manager = await shop.person("manager");
  await manager.goto(`/office/orders/${order.id}`);
  await manager.page.getByRole("button", { name: "Cancel order" }).click();
  const box = manager.page.locator("dialog");
  expect(await box.innerText()).toMatch(/3 items.*back on the shelf[\s\S]*The money is not paid back by this/);
  await box.getByRole("button", { name: `Cancel ${order.order_number}` }).click();
  await box.waitFor({ state: "detached" });
  expect(await orderOf(order.id)).toMatchObject({
    status: "cancelled",
    payment_status: "paid",
    amount_refunded: 0,
  });
  expect(await stockOf(9)).toBe(before + 3);
});

test("the goods of a cancelled order do not come back a second time, and the dialog says so", async () => {
  const order = await paid("customer27", [[13, 1]]);
  await (await shop.as("admin")).put(`/api/orders/${order.id}/status`, { status: "cancelled" });
  const before = await stockOf(13);
  const admin = await shop.person("admin");
  await admin.goto(`/office/orders/${order.id}?refund=${order.items[0].id}`);
  await admin.page.getByLabel(/^Back on the shelf/).click();
  await admin.page.getByText("not with this order").waitFor();
  await confirmation(admin).click();
  await admin.page.getByText("1 of 1 refunded").waitFor();
  expect(await orderOf(order.id)).toMatchObject({ status: "refunded", amount_refunded: order.total });
  expect(await stockOf(13)).toBe(before);
});

test("a step is one press, and is taken back with another", async () => {
  const order = await (await shop.as("customer25")).order([[12, 1]]);
  const manager = await shop.person("manager");
  await manager.goto(`/office/orders/${order.id}`);
  manager.begin();
  await manager.click(manager.page.getByRole("button", { name: "Confirm" }));
  const undo = manager.page.getByRole("button", { name: "Undo" });
  await undo.waitFor();
  expect((await orderOf(order.id)).status).toBe("confirmed");
  await manager.click(undo);
  await manager.page.getByText("Taken back to new").waitFor();
  expect(manager.actions).toBe(2);
  expect((await orderOf(order.id)).status).toBe("pending");
});

test("who comes second is told why, and what happened", async () => {
  const order = await (await shop.as("customer26")).order([[11, 1]]);
  const manager = await shop.person("manager");
  await manager.goto(`/office/orders/${order.id}`);
  await (await shop.as("cashier")).put(`/api/orders/${order.id}/status`, { status: "confirmed" });
  await manager.page.getByRole("button", { name: "Confirm" }).click();
  await manager.page.getByRole("alert").waitFor();
  await manager.page.getByText(/What happened last: Confirmed by Casey Cashier/).waitFor();
  await manager.page.getByRole("button", { name: "Start preparing" }).waitFor();
});

test("what the list was narrowed to survives a reload, and a link to it", async () => {
  const admin = await shop.person("admin");
  const { page } = admin;
  await admin.goto("/office/orders");
  await page.getByLabel("Status").selectOption("delivered");
  await page.getByLabel("Payment").selectOption("paid");
  await page.getByRole("button", { name: /^Total/ }).click();
  await page.getByLabel("Search").fill("a");
  await page.waitForURL(/q=a/);
  const shown = async () => {
    await page.waitForLoadState("networkidle");
    return page.getByRole("table").getByRole("link").allInnerTexts();
  };
  const before = await shown();
  await page.reload();
  await admin.settled();
  expect(await shown()).toEqual(before);
  expect(before.length).toBeGreaterThan(1);
  expect(await page.getByLabel("Status").inputValue()).toBe("delivered");
  expect(await page.getByLabel("Search").inputValue()).toBe("a");
  await page.getByRole("link", { name: "Refunded" }).click();
  await page.waitForURL(/\?status=refunded$/);
  await page.getByLabel("Search").fill("nobody at all");
  await page.getByText("No order fits all of this: refunded, called “nobody at all”.").waitFor();
});
