import { expect, test } from "vitest";
import { seededShop } from "./harness";

const shop = seededShop();

test("from the list into the cart is 1 action", async () => {
  const shopper = await shop.person("customer10");
  await shopper.goto("/products");
  shopper.begin();
  await shopper.click(shopper.page.getByRole("button", { name: /^Add / }).first());
  await shopper.page.getByRole("button", { name: "Cart, 1 piece" }).waitFor();
  expect(shopper.actions).toBe(1);
  expect((await (await shop.as("customer10")).get("/api/cart")).total_items).toBe(1);
});

test("with a saved address, from the cart to a placed order is 2 actions and no field", async () => {
  const api = await shop.as("customer11");
  await api.post("/api/cart/items", { product_id: 7, quantity: 2 });
  const shopper = await shop.person("customer11");
  await shopper.goto("/cart");
  shopper.begin();
  await shopper.click(shopper.page.getByRole("link", { name: /^Checkout/ }));
  await shopper.click(shopper.page.getByRole("button", { name: /^Place order/ }));
  await shopper.page.waitForURL(/\/orders\/\d+\?placed/);
  expect(shopper.actions).toBe(2);
  const { orders } = await api.get("/api/orders");
  const { line1, postal_code } = (await api.get("/api/users/addresses")).addresses[0];
  expect(orders[0]).toMatchObject({
    status: "pending",
    total_items: 2,
    shipping_address: { line1, postal_code },
  });
});

test("pressing twice is one order", async () => {
  const api = await shop.as("customer12");
  await api.post("/api/cart/items", { product_id: 8 });
  const before = (await api.get("/api/orders")).total;
  const shopper = await shop.person("customer12");
  await shopper.goto("/checkout");
  await shopper.page.getByRole("button", { name: /^Place order/ }).dblclick();
  await shopper.page.waitForURL(/\/orders\/\d+\?placed/);
  expect((await api.get("/api/orders")).total).toBe(before + 1);
});

test("a reply that was lost and an order sent again are one order", async () => {
  const api = await shop.as("customer13");
  await api.post("/api/cart/items", { product_id: 9 });
  const before = (await api.get("/api/orders")).total;
  const shopper = await shop.person("customer13");
  await shopper.goto("/checkout");
  // The order reaches the shop; its answer never reaches the browser.
  await shopper.page.route("**/api/orders", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await shopper.page.getByRole("button", { name: /^Place order/ }).click();
  await shopper.page.getByRole("alert").waitFor();
  await shopper.page.unroute("**/api/orders");
  await shopper.page.getByRole("button", { name: /^Place order/ }).click();
  await shopper.page.waitForURL(/\/orders\/\d+\?placed/);
  expect((await api.get("/api/orders")).total).toBe(before + 1);
});

test("what a stranger collected joins their cart at sign-in, and what changed is said", async () => {
  const api = await shop.as("customer14");
  await api.post("/api/cart/items", { product_id: 20, quantity: 1 });
  const shopper = await shop.person();
  await shopper.goto("/products/21");
  await shopper.page.getByRole("button", { name: /^Add / }).first().click();
  await shopper.page.getByRole("button", { name: "Cart, 1 piece" }).waitFor();
  await shopper.goto("/checkout");
  await shopper.page.getByLabel("E-mail or user name").fill("customer14@email.com");
  await shopper.page.getByLabel("Password", { exact: true }).fill("Customer123!");
  await shopper.page.keyboard.press("Enter");
  await shopper.page.getByRole("region", { name: "Messages" }).getByText("is in your cart").waitFor();
  await shopper.page.getByRole("button", { name: /^Place order/ }).waitFor();
  const lines = (await api.get("/api/cart")).items.map((line: { product_id: number }) => line.product_id);
  expect(lines.sort()).toEqual([20, 21]);
});

test("taking something out of the cart can be taken back", async () => {
  const api = await shop.as("customer15");
  await api.post("/api/cart/items", { product_id: 31, quantity: 3 });
  const shopper = await shop.person("customer15");
  await shopper.goto("/cart");
  await shopper.page.getByRole("button", { name: /^Remove / }).click();
  await shopper.page.getByRole("button", { name: "Undo" }).click();
  await shopper.page.getByRole("button", { name: "Cart, 3 pieces" }).waitFor();
  expect((await api.get("/api/cart")).items).toMatchObject([{ product_id: 31, quantity: 3 }]);
});

test("an order that cannot be filled says what is left, and keeps what was typed", async () => {
  const api = await shop.as("customer16");
  await api.post("/api/cart/items", { product_id: 40 });
  const shopper = await shop.person("customer16");
  await shopper.goto("/checkout");
  await shopper.page.getByLabel("Another address").check();
  for (const [label, value] of [
    ["Street and number", "3 High Street"],
    ["Postcode", "LS1"],
    ["City", "Leeds"],
    ["State or region", "Yorkshire"],
    ["Country", "UK"],
  ] as const) {
    await shopper.page.getByLabel(label).fill(value);
  }
  await (await shop.as("manager")).post("/api/products/40/stock/count", { counted: 0, reason: "Broken" });
  await shopper.page.getByRole("button", { name: /^Place order/ }).click();
  expect(await shopper.page.getByRole("alert").innerText()).toMatch(/stock|sold/i);
  expect(await shopper.page.getByText("3 High Street").count()).toBe(1);
});
