import { expect, test } from "vitest";
import { seededShop } from "./harness";

const shop = seededShop();
const CASHIER = 3;

/** The role of an account, as the API has it now. */
const roleOf = async (id: number) => (await (await shop.as("admin")).get(`/api/users/${id}`)).user.role;

test("changing a role, seeing what is gained and lost, is 3 actions; it can be taken back", async () => {
  const admin = await shop.person("admin");
  const { page } = admin;
  await admin.goto("/office");
  admin.begin();
  await admin.click(page.getByRole("navigation", { name: "Office" }).getByRole("link", { name: "Users" }));
  await admin.choose(page.getByRole("combobox", { name: /^Role of cashier/ }), "manager");
  const dialog = page.getByRole("dialog", { name: "Role of cashier" });
  await dialog.getByRole("heading", { name: "Cashier → Manager: cashier" }).waitFor();
  const said = await dialog.innerText();
  expect(said).toMatch(
    /Gains[\s\S]*Create products[\s\S]*See orders: today → 30 days[\s\S]*Loses nothing[\s\S]*Keeps/,
  );
  expect(said).toContain("Takes effect at once");
  await admin.click(dialog.getByRole("button", { name: "Change role" }));
  await dialog.waitFor({ state: "detached" });
  expect(admin.actions).toBe(3);
  expect(await roleOf(CASHIER)).toBe("manager");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => roleOf(CASHIER)).toBe("cashier");

  await admin.goto(`/office/audit?object=user:${CASHIER}`);
  await page.getByText("role cashier → manager").waitFor();
  await page.getByText("role manager → cashier").waitFor();
});

test("the last admin is told why they keep their role, before they ask for it", async () => {
  const admin = await shop.person("admin");
  await admin.goto("/office/users");
  await admin.page.getByRole("combobox", { name: /^Role of admin/ }).selectOption("manager");
  const dialog = admin.page.getByRole("dialog", { name: "Role of admin" });
  await dialog.getByText("You are the last active admin.", { exact: false }).first().waitFor();
  expect(await dialog.getByRole("button", { name: /^Change role ?, locked/ }).count()).toBe(1);
});

test("several people get a role with one answer", async () => {
  const cashiers = async () => (await (await shop.as("admin")).get("/api/users?role=cashier")).total;
  const before = await cashiers();
  const admin = await shop.person("admin");
  const { page } = admin;
  await admin.goto("/office/users");
  for (const name of ["shopper30", "shopper31"]) {
    await page.getByRole("searchbox", { name: "Search users" }).fill("shopper3");
    await page.getByLabel(`Select ${name}`).check();
  }
  await page.getByRole("combobox", { name: /for the selected/ }).selectOption("cashier");
  const dialog = page.getByRole("dialog", { name: "Role of 2 people" });
  await dialog.getByRole("heading", { name: "Customer → Cashier: shopper30, shopper31" }).waitFor();
  expect(await dialog.innerText()).toMatch(/Loses\s*Write reviews/);
  await dialog.getByRole("button", { name: "Change 2 roles" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await cashiers()).toBe(before + 2);
});

test("a ban counts from that person's next request, and can be taken back", async () => {
  const shopper = await shop.person("customer20");
  await shopper.goto("/account");
  const admin = await shop.person("admin");
  await admin.goto("/office/users?q=customer20");
  admin.begin();
  await admin.click(admin.page.getByRole("button", { name: "More for shopper20" }));
  await admin.click(admin.page.getByRole("menuitem", { name: "Ban" }));
  await admin.page.getByText("shopper20 is banned and signed out everywhere.").waitFor();
  expect(admin.actions).toBe(2);
  await admin.page.getByRole("cell", { name: "Banned" }).waitFor();

  await shopper.page.goto(`${shop.url}/orders`);
  await shopper.page.getByLabel("Password", { exact: true }).waitFor();
  await expect(shop.as("customer20")).rejects.toThrow();

  await admin.page.getByRole("button", { name: "Undo" }).click();
  await admin.page.getByRole("cell", { name: "Active" }).waitFor();
  await shop.as("customer20");
});

test("Explain gives the server's own reason, and its address can be shared", async () => {
  const admin = await shop.person("admin");
  const { page } = admin;
  await admin.goto("/office/permissions");
  await page.getByRole("combobox", { name: "Person" }).fill("cashier@");
  await page.getByRole("option", { name: /^Casey Cashier/ }).click();
  await page.getByRole("combobox", { name: "Wants to" }).selectOption("order:refund");
  const path = `/api/permissions/explain?user_id=${CASHIER}&permission=order:refund`;
  const { reason, nearest_role } = await (await shop.as("admin")).get(path);
  await page.getByText(reason).waitFor();
  await page.getByText(`The nearest role that could is ${nearest_role}.`).waitFor();

  const again = await shop.person("admin");
  await again.goto(page.url().slice(shop.url.length));
  await again.page.getByText(reason).waitFor();
});

test("an admin opens an account, and its person signs in with it", async () => {
  const admin = await shop.person("admin");
  const { page } = admin;
  await admin.goto("/office/users");
  await page.getByRole("button", { name: "New user" }).click();
  const dialog = page.getByRole("dialog", { name: "New user" });
  await dialog.getByLabel("E-mail").fill("dana@ecommerce.com");
  await dialog.getByLabel("User name").fill("admin");
  await dialog.getByLabel("Initial password", { exact: true }).fill("Dana1234!");
  await dialog.getByLabel("First name").fill("Dana");
  await dialog.getByRole("button", { name: "Open the account" }).click();
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("User name").fill("dana");
  await dialog.getByRole("button", { name: "Open the account" }).click();
  await dialog.waitFor({ state: "detached" });
  const dana = await shop.as({ email: "dana@ecommerce.com", password: "Dana1234!" });
  expect((await dana.get("/api/auth/me")).user.role).toBe("cashier");
});

test("a manager looks people up within their reach, and is led to no refusal", async () => {
  const manager = await shop.person("manager");
  const { page } = manager;
  await manager.goto("/office/customers");
  expect(await page.getByRole("link", { name: "Users" }).count()).toBe(0);
  await page.getByRole("searchbox", { name: "Search customers" }).fill("customer1@");
  await page.getByText("1 customer", { exact: true }).waitFor();
  await page.getByRole("link", { name: "Ben Brook" }).click();
  await page.getByRole("heading", { name: "Orders of the last 30 days" }).waitFor();
  await page.getByRole("button", { name: /^Account and role ?, locked/ }).focus();
  await page.getByText("Account and role needs the role admin.", { exact: false }).waitFor();
  await manager.goto("/office/employees");
  await page.getByRole("link", { name: "Casey Cashier" }).click();
  await page.getByRole("dialog", { name: "Casey Cashier" }).getByText("EMP-002").waitFor();
});
