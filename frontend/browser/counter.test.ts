import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "./axe";
import { seededShop } from "./harness";
import type { Person, View } from "./person";

const shop = seededShop();

const lane = (person: Person, name: string): Locator => person.page.locator(`section[data-lane=${name}]`);
const card = (person: Person, number: string): Locator =>
  person.page.locator("li", { has: person.page.locator("button[data-order]", { hasText: number }) });
const inLane = (person: Person, name: string, number: string): Locator =>
  lane(person, name).locator("button[data-order]", { hasText: number });
const focused = (person: Person): Promise<string> =>
  person.page.evaluate(() => document.activeElement?.textContent ?? "");

async function atTheBoard(who: "cashier" | "manager" = "cashier", view: View = {}): Promise<Person> {
  const person = await shop.person(who, view);
  await person.goto("/counter/today");
  await person.page.getByText("Live", { exact: true }).waitFor();
  return person;
}

/** A new order of a customer's; its number. */
async function placed(customer: `customer${number}`): Promise<{ id: number; number: string }> {
  const order = await (await shop.as(customer)).order();
  return { id: order.id, number: order.order_number };
}

async function moved(id: number, ...statuses: string[]): Promise<void> {
  const cashier = await shop.as("cashier");
  for (const status of statuses) await cashier.put(`/api/orders/${id}/status`, { status });
}

test("a new order is confirmed with one press, and the focus stays in the lane", async () => {
  const one = await placed("customer1");
  await placed("customer2");
  const cashier = await atTheBoard();
  cashier.begin();
  await cashier.click(card(cashier, one.number).getByRole("button", { name: "Confirm" }));
  await inLane(cashier, "preparing", one.number).waitFor();
  expect(cashier.actions).toBe(1);
  await expect.poll(() => lane(cashier, "new").locator("button[data-order]:focus").count()).toBe(1);
});

test("a new order is confirmed with one key as soon as the board is there", async () => {
  await placed("customer3");
  const cashier = await atTheBoard();
  const first = lane(cashier, "new").locator("button[data-order]").first();
  const number = (await first.textContent())?.match(/ORD-\d+/)?.[0] ?? "";
  cashier.begin();
  await cashier.press("Enter");
  await inLane(cashier, "preparing", number).waitFor();
  expect(cashier.actions).toBe(1);
});

test("a scanned slip finds its order, and one key hands it over", async () => {
  const { id, number } = await placed("customer4");
  await moved(id, "confirmed", "processing", "shipped");
  const cashier = await atTheBoard();
  cashier.begin();
  await cashier.scan(number);
  await cashier.page.getByRole("heading", { name: number }).waitFor();
  await cashier.press("Enter");
  await cashier.page.getByText(`${number} is handed over.`).waitFor();
  expect(cashier.actions).toBe(1);
  expect((await (await shop.as("cashier")).get(`/api/orders/${id}`)).status).toBe("delivered");
});

test("a scan that begins as soon as the box can be seen goes into it", async () => {
  const cashier = await shop.person("cashier");
  await cashier.page.addInitScript(() => {
    new MutationObserver((_, seen) => {
      const box = document.querySelector("[aria-keyshortcuts='/']");
      if (!box) return;
      seen.disconnect();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "O", bubbles: true }));
      document.documentElement.dataset.listened = String(document.activeElement === box);
    }).observe(document, { childList: true, subtree: true });
  });
  await cashier.goto("/counter/today");
  expect(await cashier.page.locator("html").getAttribute("data-listened")).toBe("true");
});

test("the last digits find an order, and two keys hand it over", async () => {
  const { id, number } = await placed("customer5");
  await moved(id, "confirmed", "processing", "shipped");
  const cashier = await atTheBoard();
  cashier.begin();
  await cashier.page.keyboard.type(number.slice(-4));
  await cashier.press("Enter");
  await cashier.page.getByRole("heading", { name: number }).waitFor();
  await cashier.press("Enter");
  await cashier.page.getByText(`${number} is handed over.`).waitFor();
  expect(cashier.actions).toBe(2);
});

test("an order placed in one browser is on the board in another within two seconds", async () => {
  const cashier = await atTheBoard();
  const customer = await shop.person("customer6");
  await customer.goto("/");
  const before = await cashier.page.locator("button[data-order]").count();
  const token = (await shop.as("customer6")).token;
  const placing = customer.page.evaluate(async (bearer) => {
    const reply = await fetch("/api/orders", {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${bearer}` },
      body: JSON.stringify({
        items: [{ product_id: 1, quantity: 1 }],
        payment_method: "cash",
        shipping_address: {
          line1: "1 High Street",
          city: "Leeds",
          state: "Yorkshire",
          postal_code: "LS1 1AA",
          country: "UK",
        },
      }),
    });
    return { number: (await reply.json()).order.order_number as string, at: Date.now() };
  }, token);
  const { number, at } = await placing;
  await inLane(cashier, "new", number).waitFor();
  const took = Date.now() - at;
  console.log(`A new order was on the board after ${took} ms.`);
  expect(took).toBeLessThan(2_000);
  expect(await cashier.page.locator("button[data-order]").count()).toBe(before + 1);
  await cashier.page.getByRole("button", { name: "1 new" }).waitFor();
});

test("a step is taken back with the toast, and with Ctrl+Z", async () => {
  const { number } = await placed("customer7");
  const cashier = await atTheBoard();
  await cashier.click(card(cashier, number).getByRole("button", { name: "Confirm" }));
  await inLane(cashier, "preparing", number).waitFor();
  cashier.begin();
  await cashier.click(cashier.page.getByRole("button", { name: "Undo" }));
  await inLane(cashier, "new", number).waitFor();
  await expect.poll(() => focused(cashier)).toContain(number);
  expect(cashier.actions).toBe(1);

  await cashier.press("Enter");
  await inLane(cashier, "preparing", number).waitFor();
  await card(cashier, number).getByRole("button", { name: "Start preparing" }).waitFor();
  await cashier.press("Control+z");
  await inLane(cashier, "new", number).waitFor();
  await expect.poll(() => focused(cashier)).toContain(number);
});

test("an order lives its whole life by the keyboard alone", async () => {
  const { number } = await placed("customer8");
  const cashier = await atTheBoard();
  await cashier.page.keyboard.type(number.slice(-4));
  await cashier.press("Enter");
  await cashier.page.getByRole("heading", { name: number }).waitFor();
  for (const [label, name] of [
    ["Confirm", "preparing"],
    ["Start preparing", "preparing"],
    ["Mark ready", "ready"],
  ] as const) {
    await card(cashier, number).getByRole("button", { name: label }).waitFor();
    await cashier.press("Enter");
    await inLane(cashier, name, number).waitFor();
    await expect.poll(() => focused(cashier)).toContain(number);
  }
  await card(cashier, number).getByRole("button", { name: "Hand over" }).waitFor();
  await cashier.press("F9");
  await cashier.page.getByText(`${number}: payment taken.`).waitFor();
  await cashier.press("Enter");
  await cashier.page.getByText(`${number} is handed over.`).waitFor();
  await cashier.press("Escape");
  await cashier.page.getByRole("heading", { name: number }).waitFor({ state: "detached" });
  expect(await cashier.page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});

test("arrows move between cards and lanes, and the panel follows", async () => {
  const first = await placed("customer9");
  const second = await placed("customer10");
  await moved(first.id, "confirmed");
  const cashier = await atTheBoard();
  await inLane(cashier, "new", second.number).focus();
  await cashier.press("Space");
  await cashier.page.getByRole("heading", { name: second.number }).waitFor();
  await cashier.press("ArrowRight");
  await expect.poll(() => lane(cashier, "preparing").locator("button[data-order]:focus").count()).toBe(1);
  await cashier.press("End");
  await cashier.page.getByRole("heading", { name: first.number }).waitFor();
  expect(cashier.page.url()).toContain(`order=${first.id}`);
});

test("what a cashier may not do is locked and says who can", async () => {
  const { number } = await placed("customer11");
  const cashier = await atTheBoard();
  await cashier.scan(number);
  await cashier.page.getByRole("button", { name: /^Refund.*locked/ }).focus();
  await cashier.page.getByText("Refund needs the role admin").waitFor();
});

test("at 360 px a lane is a tab, a card a row, and nothing scrolls sideways", async () => {
  const { number } = await placed("customer12");
  const cashier = await shop.person("cashier", { width: 360, height: 740 });
  await cashier.goto("/counter/today");
  const wide = () => cashier.page.evaluate(() => document.documentElement.scrollWidth);
  expect(await wide()).toBe(360);
  await cashier.click(card(cashier, number).getByRole("button", { name: "Confirm" }));
  await cashier.click(cashier.page.getByRole("button", { name: "Preparing" }));
  await inLane(cashier, "preparing", number).click();
  await cashier.page.getByRole("heading", { name: number }).waitFor();
  expect(await wide()).toBe(360);
});

test("while no stream can be had the board asks every ten seconds", async () => {
  const cashier = await shop.person("cashier");
  cashier.expects(503);
  await cashier.page.route("**/api/orders/today/stream", (route) =>
    route.fulfill({ status: 503, headers: { "Retry-After": "60" }, json: { error: "Busy", code: "unavailable" } }),
  );
  await cashier.goto("/counter/today");
  await cashier.page.getByText("Checking every 10 s").waitFor();
  const { number } = await placed("customer13");
  await inLane(cashier, "new", number).waitFor({ timeout: 12_000 });
});

test("what happened while there was no network is on the board when it is back", async () => {
  const cashier = await atTheBoard();
  await cashier.context.setOffline(true);
  await cashier.page.getByText(/^Offline since \d\d:\d\d$/).waitFor();
  const { number } = await placed("customer14");
  await cashier.context.setOffline(false);
  await cashier.page.getByText("Live", { exact: true }).waitFor();
  await inLane(cashier, "new", number).waitFor();
});

test("a step that the shop refuses is taken back on the screen, with its sentence", async () => {
  const { id, number } = await placed("customer15");
  const cashier = await atTheBoard();
  await cashier.page.route("**/api/orders/today/stream", (route) => route.abort());
  await cashier.page.route(`**/api/orders/${id}/status`, (route) =>
    route.fulfill({
      status: 409,
      json: { error: "The order is cancelled.", code: "illegal_transition", details: {} },
    }),
  );
  await cashier.click(card(cashier, number).getByRole("button", { name: "Confirm" }));
  await cashier.page.getByText("The order is cancelled.").waitFor();
  await inLane(cashier, "new", number).waitFor();
});

test("several orders that end alike are offered to choose from", async () => {
  const orders = [await placed("customer16"), await placed("customer18")];
  const cashier = await atTheBoard();
  await cashier.page.route("**/api/orders/search?*", (route) =>
    route.fulfill({
      status: 409,
      json: {
        error: "Several of today's orders end in 123. Say one more digit, or choose.",
        code: "several_orders",
        details: { orders: orders.map(({ id, number }) => ({ id, order_number: number })) },
      },
    }),
  );
  await cashier.page.keyboard.type("123");
  await cashier.press("Enter");
  await expect.poll(() => focused(cashier)).toBe(orders[0]?.number);
  await cashier.press("ArrowDown");
  await cashier.press("Enter");
  await cashier.page.getByRole("heading", { name: orders[1]?.number ?? "" }).waitFor();
  await expect.poll(() => focused(cashier)).toContain(orders[1]?.number);
});

test("the next scan may come before the last one was answered", async () => {
  const one = await placed("customer19");
  const other = await placed("customer20");
  const cashier = await atTheBoard();
  await cashier.scan(one.number);
  await cashier.scan(other.number);
  await cashier.page.getByRole("heading", { name: other.number }).waitFor();
  await cashier.scan("ORD-999999");
  await cashier.page.getByRole("alert").waitFor();
  await cashier.scan(one.number);
  await cashier.page.getByRole("heading", { name: one.number }).waitFor();
});

test("an open order has no violation of WCAG A and AA either", async () => {
  for (const scheme of ["light", "dark"] as const) {
    const { number } = await placed("customer21");
    const manager = await atTheBoard("manager", { scheme });
    await manager.scan(number);
    await manager.page.getByRole("heading", { name: number }).waitFor();
    await manager.page.getByText("History").click();
    await manager.page.getByText("Placed", { exact: true }).waitFor();
    await manager.page.getByRole("button", { name: /^Refund.*locked/ }).focus();
    expect(await violations(manager.page)).toEqual([]);
    await manager.click(manager.page.getByRole("button", { name: "Cancel order" }));
    expect(await violations(manager.page)).toEqual([]);
  }
});

test("a receipt and a packing slip open in a tab of their own, ready to be printed", async () => {
  const { number } = await placed("customer17");
  const cashier = await atTheBoard();
  await cashier.scan(number);
  for (const [name, file] of [
    ["Packing slip on 80 mm", "packing-slip.pdf?paper=80mm"],
    ["Receipt on A4", "receipt.pdf?paper=a4"],
  ] as const) {
    const answered = cashier.page.waitForResponse((reply) => reply.url().endsWith(file));
    const opened = cashier.context.waitForEvent("page");
    await cashier.click(cashier.page.getByRole("button", { name }));
    expect((await answered).headers()["content-type"]).toBe("application/pdf");
    expect((await opened).url()).toMatch(/^blob:/);
  }
});

test("whoever may calls an order off in a box that says what it does, and the focus is kept", async () => {
  const { id, number } = await placed("customer22");
  const manager = await atTheBoard("manager");
  await manager.scan(number);
  await manager.click(manager.page.getByRole("button", { name: "Cancel order" }));
  await manager.page.getByRole("dialog").getByText("back on the shelf").waitFor();
  await manager.click(manager.page.getByRole("button", { name: `Cancel ${number}` }));
  await manager.page.getByText(`${number} is cancelled.`).waitFor();
  await expect.poll(() => manager.page.evaluate(() => document.activeElement === document.body)).toBe(false);
  expect((await (await shop.as("manager")).get(`/api/orders/${id}`)).status).toBe("cancelled");
});

test("an order is shipped with its tracking number, and the shipping taken back", async () => {
  const { id, number } = await placed("customer23");
  await moved(id, "confirmed", "processing");
  const manager = await atTheBoard("manager");
  await manager.scan(number);
  await manager.click(manager.page.getByRole("button", { name: "Ship with a tracking number" }));
  await manager.type(manager.page.getByLabel("Tracking number"), "TRK-1");
  await manager.press("Enter");
  await inLane(manager, "ready", number).waitFor();
  await manager.page.getByText("Tracking number TRK-1").waitFor();
  await manager.click(manager.page.getByRole("button", { name: "Undo" }));
  await inLane(manager, "preparing", number).waitFor();
});

test("where only streams do not get through, the board asks instead", async () => {
  const cashier = await shop.person("cashier");
  await cashier.page.route("**/api/orders/today/stream", (route) => route.abort());
  await cashier.goto("/counter/today");
  await cashier.page.getByText("Checking every 10 s").waitFor();
});
