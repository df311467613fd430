import { expect, test } from "vitest";
import { seededShop } from "./harness";

// A minute before its end a token is renewed: with these, every second or two.
const shop = seededShop({ ACCESS_TOKEN_SECONDS: "62" });

test("two tabs renew their session once, not twice", async () => {
  const shopper = await shop.person("customer20");
  await shopper.goto("/account");
  const second = await shopper.context.newPage();
  await second.goto(`${shop.url}/account`);
  await second.locator("h1").waitFor();
  const generations: number[] = [];
  const renewed = new Promise<void>((resolve) => {
    shopper.context.on("response", async (response) => {
      if (!response.url().endsWith("/api/auth/refresh")) return;
      generations.push(response.status());
      if (generations.length >= 4) resolve();
    });
  });
  const began = Date.now();
  await renewed;
  const seconds = (Date.now() - began) / 1000;
  expect(generations.every((status) => status === 200)).toBe(true);
  // Each renewal lasts two seconds; two tabs that renewed for themselves would need four in half the time.
  expect(seconds).toBeGreaterThan(5);
});

test("signing out in one tab signs the other out", async () => {
  const shopper = await shop.person("customer21");
  await shopper.goto("/account");
  const second = await shopper.context.newPage();
  await second.goto(`${shop.url}/`);
  await second.getByRole("link", { name: "Account" }).waitFor();
  await shopper.page.getByRole("contentinfo").getByRole("button", { name: "Sign out" }).click();
  await second.getByRole("link", { name: "Sign in" }).waitFor();
});

test("a session that ended covers the page, and the same person goes on where they were", async () => {
  const admin = await shop.as("admin");
  const shopper = await shop.person("customer22");
  await shopper.goto("/account");
  const id = (await (await shop.as("customer22")).get("/api/auth/me")).user.id;
  const phone = shopper.page.getByLabel("Phone");
  await phone.fill("01632 960 001");
  await admin.post(`/api/users/${id}/password-reset`, { new_password: "Another123!" });
  await shopper.page.getByRole("button", { name: "Save" }).click();
  const overlay = shopper.page.getByRole("dialog", { name: "You were signed out" });
  await overlay.getByLabel("Password").fill("Another123!");
  await overlay.getByRole("button", { name: "Sign in and continue" }).click();
  await overlay.waitFor({ state: "detached" });
  await expect.poll(async () => (await admin.get(`/api/users/${id}`)).profile.phone).toBe("01632 960 001");
  expect(await phone.inputValue()).toBe("01632 960 001");
});

test("somebody else who signs in there sees nothing of the one before", async () => {
  const admin = await shop.as("admin");
  const shopper = await shop.person("customer23");
  await shopper.goto("/account");
  const id = (await (await shop.as("customer23")).get("/api/auth/me")).user.id;
  await shopper.page.getByLabel("Phone").fill("01632 960 002");
  await admin.post(`/api/users/${id}/password-reset`, { new_password: "Another123!" });
  await shopper.page.getByRole("button", { name: "Save" }).click();
  const overlay = shopper.page.getByRole("dialog", { name: "You were signed out" });
  await overlay.getByLabel("E-mail or user name").fill("customer24@email.com");
  await overlay.getByLabel("Password").fill("Customer123!");
  await overlay.getByRole("button", { name: "Sign in and continue" }).click();
  await shopper.page.waitForURL(`${shop.url}/`);
  await shopper.goto("/account");
  expect(await shopper.page.getByLabel("Phone").inputValue()).not.toBe("01632 960 002");
  expect((await admin.get(`/api/users/${id}`)).profile.phone).not.toBe("01632 960 002");
});
