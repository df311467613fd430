import { describe, expect, test, vi } from "vitest";
import type { Caller } from "./caller";
import { drafted } from "./drafts";
import { seededShop } from "./harness";
import type { Person } from "./person";

const shop = seededShop();

const button = (person: Person, name: string | RegExp) => person.page.getByRole("button", { name, exact: true });
const status = async (caller: Caller, id: number) => (await caller.get(`/api/orders/${id}`)).status;

test("registering takes an e-mail address, a name and a password, and lands signed in where one was going", async () => {
  const stranger = await shop.person();
  await stranger.goto("/orders");
  await stranger.click(stranger.page.getByRole("link", { name: "Create an account" }));
  const form = stranger.page.getByRole("form", { name: "Create an account" });
  await form.getByLabel("E-mail").fill("customer1@email.com");
  await form.getByLabel("User name").fill("newcomer");
  await form.getByLabel("Password", { exact: true }).fill("Spade and 7 rakes");
  await stranger.press("Enter");
  const email = form.getByLabel("E-mail");
  await form.getByText("already has an account").first().waitFor();
  await vi.waitFor(async () => expect(await email.evaluate((one) => one === document.activeElement)).toBe(true));
  await email.fill("newcomer@email.com");
  await stranger.press("Enter");
  await stranger.page.getByText("You have not ordered anything yet.").waitFor();
  expect(new URL(stranger.page.url()).pathname).toBe("/orders");
});

describe("cancelling one's own order", () => {
  async function atTheirOrder() {
    const caller = await shop.as("customer20");
    const order = await caller.order();
    const person = await shop.person("customer20");
    await person.goto(`/orders/${order.id}`);
    person.begin();
    await person.click(button(person, "Cancel order"));
    return { caller, id: order.id as number, person };
  }

  test("is one action, and can be taken back", async () => {
    const { caller, id, person } = await atTheirOrder();
    expect(person.actions).toBe(1);
    await person.page.getByRole("heading", { name: "Being cancelled" }).waitFor();
    await person.click(button(person, "Undo"));
    await button(person, "Cancel order").waitFor();
    expect(await status(caller, id)).toBe("pending");

    person.begin();
    await person.click(button(person, "Cancel order"));
    await person.page.getByRole("heading", { name: "Cancelled", exact: true }).waitFor();
    expect(person.actions).toBe(1);
    expect(await status(caller, id)).toBe("cancelled");
  });

  test("does not wait for somebody who goes to another page", async () => {
    const { caller, id, person } = await atTheirOrder();
    await person.click(person.page.getByRole("link", { name: "Orders" }));
    await vi.waitFor(async () => expect(await status(caller, id)).toBe("cancelled"), 4_000);
    expect(await button(person, "Undo").count()).toBe(0);
  });

  test("is sent by a tab that is closed", async () => {
    const { caller, id, person } = await atTheirOrder();
    await person.page.goto("about:blank");
    await vi.waitFor(async () => expect(await status(caller, id)).toBe("cancelled"), 4_000);
  });

  test("says so when the order has left meanwhile", async () => {
    const { id, person } = await atTheirOrder();
    const manager = await shop.as("manager");
    for (const next of ["confirmed", "processing", "shipped"]) {
      await manager.put(`/api/orders/${id}/status`, { status: next });
    }
    await person.page.getByText(/cannot become cancelled/).waitFor();
    await button(person, /^Cancel order.*locked$/).waitFor();
  });
});

test("every other device is signed out by one action", async () => {
  const elsewhere = [await shop.as("customer27"), await shop.as("customer27")];
  const person = await shop.person("customer27");
  await person.goto("/account/sessions");
  person.begin();
  await person.click(button(person, /^Sign out the other \d/));
  await person.page.getByText("Every other device is signed out.").waitFor();
  expect(person.actions).toBe(1);
  await button(person, /^Sign out the other/).waitFor({ state: "detached" });
  for (const device of elsewhere) await expect(device.get("/api/auth/me")).rejects.toThrow();
});

test("buying again puts into the cart what is still sold, and names what is not", async () => {
  const caller = await shop.as("customer21");
  const order = await caller.order([
    [1, 2],
    [2, 1],
  ]);
  const admin = await shop.as("admin");
  const gone = order.items.find((item: { product_id: number }) => item.product_id === 2);
  await admin.put("/api/products/2", { is_active: false });

  const person = await shop.person("customer21");
  await person.goto(`/orders/${order.id}`);
  person.begin();
  await person.click(button(person, "Buy again"));
  await person.page.getByText(`${gone.product_name} is no longer sold.`).waitFor();
  expect(person.actions).toBe(1);
  const cart = await caller.get("/api/cart");
  expect(
    cart.items.map((item: { product_id: number; quantity: number }) => [item.product_id, item.quantity]),
  ).toEqual([[1, 2]]);
  await admin.put("/api/products/2", { is_active: true });
});

test("what is typed into the profile is offered again after the page was left", async () => {
  const person = await shop.person("customer23");
  await person.goto("/account");
  await person.type(person.page.getByLabel("Phone"), "+44 20 7946 9999");
  await drafted(person.page, "+44 20 7946 9999");
  await person.goto("/account");
  await person.click(button(person, "Keep"));
  expect(await person.page.getByLabel("Phone").inputValue()).toBe("+44 20 7946 9999");
});

test("a saved article tells what became of its price, and moves to the cart", async () => {
  const caller = await shop.as("customer24");
  await caller.post("/api/wishlist", { product_id: 3 });
  const { price, name } = await caller.get("/api/products/3");
  const admin = await shop.as("admin");
  await admin.put("/api/products/3", { price: price - 2 });

  const person = await shop.person("customer24");
  await person.goto("/wishlist");
  const wish = person.page.getByRole("listitem", { name });
  await wish.getByText("▼ 2.00 less than when you saved it").waitFor();
  await person.click(wish.getByRole("button", { name: "Move to cart" }));
  await wish.waitFor({ state: "detached" });
  expect((await caller.get("/api/cart")).items[0].product_id).toBe(3);
});

test("a stranger's heart leads to signing in and back, and one question fills all hearts", async () => {
  const stranger = await shop.person();
  await stranger.goto("/products");
  const heart = stranger.page.getByRole("button", { name: /^Save / }).first();
  await stranger.click(heart);
  const form = stranger.page.getByRole("form", { name: "Sign in" });
  await form.getByLabel("E-mail or user name").fill("customer25@email.com");
  await form.getByLabel("Password", { exact: true }).fill("Customer123!");
  const asked: string[] = [];
  stranger.page.on("request", (request) => {
    if (request.method() === "GET" && new URL(request.url()).pathname === "/api/wishlist")
      asked.push(request.url());
  });
  await stranger.press("Enter");
  await heart.waitFor();
  expect(new URL(stranger.page.url()).pathname).toBe("/products");
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await stranger.click(heart);
  await stranger.page
    .getByRole("button", { name: /^Save /, pressed: true })
    .first()
    .waitFor();
  const caller = await shop.as("customer25");
  await vi.waitFor(async () => expect((await caller.get("/api/wishlist")).total).toBeGreaterThan(0));
});

test("what arrived can be reviewed, and the review changed and taken back", async () => {
  const caller = await shop.as("customer26");
  const order = await caller.order([[5, 1]]);
  const manager = await shop.as("manager");
  for (const next of ["confirmed", "processing", "shipped", "delivered"]) {
    await manager.put(`/api/orders/${order.id}/status`, { status: next });
  }
  const own = async () => (await caller.get("/api/products/5/reviews")).own_review;

  const person = await shop.person("customer26");
  await person.goto(`/orders/${order.id}`);
  await person.click(button(person, /^Write a review/));
  const form = person.page.getByRole("form", { name: /^Review / });
  await person.press("Space");
  await person.press("ArrowRight");
  await person.type(form.getByLabel("What should others know?"), "It wobbles.");
  await person.click(button(person, "Send review"));
  await button(person, /^Change your review/).waitFor();
  expect(await own()).toMatchObject({ rating: 2, text: "It wobbles." });

  await person.click(button(person, /^Change your review/));
  await person.page.getByText("5 of 5, Excellent").locator("..").click();
  await person.click(button(person, "Save review"));
  await form.waitFor({ state: "detached" });
  expect(await own()).toMatchObject({ rating: 5 });

  await person.click(button(person, /^Delete your review/));
  await person.click(button(person, "Undo"));
  await button(person, /^Change your review/).waitFor();
  await person.click(button(person, /^Delete your review/));
  await person.click(person.page.getByRole("link", { name: "Orders" }));
  await vi.waitFor(async () => expect(await own()).toBeNull(), 4_000);
});
