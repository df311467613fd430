import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { violations } from "./axe";
import { seededShop } from "./harness";
import type { Person } from "./person";

const shop = seededShop();

const written = (amount: number) =>
  amount.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const shifted = (day: string, by: number) => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);

const tile = (person: Person, label: string) =>
  person.page.getByRole("region", { name: "Figures" }).locator("dl > div", { hasText: label });

async function yesterday() {
  const manager = await shop.as("manager");
  const { today } = await manager.get("/api/reports/today");
  const day = shifted(today.date, -1);
  const query = `from=${day}&to=${day}&bucket=hour&compare=week`;
  return { today: today.date, day, sales: await manager.get(`/api/reports/sales?${query}`) };
}

test("a manager lands on yesterday against the same weekday last week, with 0 actions", async () => {
  const { day, sales } = await yesterday();
  const manager = await shop.person("manager");
  manager.begin();
  await manager.goto("/office/report");
  await manager.page.getByText(`Yesterday took ${written(sales.total.net)} on`).waitFor();
  expect(await tile(manager, "Net sales").innerText()).toContain(written(sales.total.net));
  expect(await tile(manager, "Net sales").innerText()).toContain(written(sales.compared.total.net));
  expect(sales.compared.from).toBe(shifted(day, -7));
  await manager.page
    .getByRole("img", { name: /^Net sales by hour/ })
    .locator("svg")
    .first()
    .waitFor();
  expect(manager.actions).toBe(0);
});

test("the values of a chart are read with the arrow keys, and there is a table of them", async () => {
  const { sales } = await yesterday();
  const manager = await shop.person("manager");
  await manager.goto("/office/report");
  const chart = manager.page.getByRole("img", { name: /^Net sales by hour/ });
  await chart.focus();
  await manager.press("End");
  await manager.press("ArrowLeft");
  const { net } = sales.buckets.at(-2);
  await manager.page.locator("[aria-live=polite]", { hasText: `22:00: ${written(net)}` }).waitFor();
});

test("what has changed is said in per cent and as an amount, as the shop counted it", async () => {
  const { sales } = await yesterday();
  const { difference, percent, total } = sales.compared;
  const manager = await shop.person("manager");
  await manager.goto("/office/report");
  const share = (value: number) => `${Math.abs(value).toLocaleString("en", { maximumFractionDigits: 1 })} %`;
  const way = percent.net > 0 ? "above" : "below";
  await manager.page.getByText(`— ${share(percent.net)} ${way} last`).waitFor();
  const sign = difference.net > 0 ? "+" : "−";
  expect((await tile(manager, "Net sales").innerText()).replace(/\s+/g, " ")).toContain(
    `${sign}${share(percent.net)} ${sign}${written(Math.abs(difference.net))}`,
  );
  const counted = total.refund_count ? ` (${total.refund_count})` : "";
  expect(await tile(manager, "Refunds").innerText()).toContain(`${written(total.refunds)}${counted}`);
});

test("what reaches back too far is shown, locked, with the reason", async () => {
  const { today } = await yesterday();
  const manager = await shop.person("manager");
  const reason = "Managers see 30 days. Ask an admin for older.";
  await manager.goto("/office/report");
  await manager.page.getByRole("button", { name: /^A year earlier.*locked/ }).focus();
  await manager.page.getByRole("status").filter({ hasText: reason }).waitFor();

  await manager.click(manager.page.getByRole("button", { name: "Other days" }));
  const days = manager.page.getByRole("region", { name: "Other days" });
  await days.getByText(reason).waitFor();
  const early = new Date(`${shifted(today, -31)}T00:00:00Z`);
  const name = early.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const day = days.getByRole("button", { name, exact: true });
  if (!(await day.isVisible())) await manager.click(days.getByRole("button", { name: "The month before" }));
  expect(await day.isDisabled()).toBe(true);

  await manager.goto("/office/report?from=2025-01-01&to=2025-01-02");
  await manager.page.getByRole("main").getByText(reason).waitFor();
});

test.each(["light", "dark"] as const)("calendar and tables are for everybody, in %s, at 320 px", async (scheme) => {
  const manager = await shop.person("manager", { width: 320, height: 640, scheme });
  await manager.goto("/office/report?range=30d");
  await manager.click(manager.page.getByRole("button", { name: "Other days" }));
  await manager.page.getByRole("button", { name: "The month before" }).waitFor();
  for (const table of await manager.page.getByText("View as table").all()) await table.click();
  await manager.page.getByRole("button", { name: "The 30 days before, locked" }).focus();
  expect(await violations(manager.page)).toEqual([]);
  expect(await manager.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await manager.page.getByRole("button", { name: /^A year earlier.*locked/ }).focus();
  expect(await manager.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("a file has the rows of the table", async () => {
  const manager = await shop.person("manager");
  await manager.goto("/office/report?range=7d");
  const panel = manager.page.getByRole("region", { name: "Net sales by day", exact: true });
  await manager.click(panel.getByText("View as table"));
  const table = panel.getByRole("table");
  const shown = await table
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.getAttribute("data-label"),
        ...[...row.querySelectorAll("[data-figure]")].map((cell) => cell.textContent?.replaceAll(",", "")),
      ]),
    );
  const [file] = await Promise.all([
    manager.page.waitForEvent("download"),
    manager.click(manager.page.getByRole("button", { name: "Download CSV" })),
  ]);
  const lines = (await readFile(await file.path(), "utf8"))
    .replace(/^\uFEFF/, "")
    .trim()
    .split(/\r?\n/);
  const [head = "", ...rows] = lines;
  const columns = head.split(",");
  const seen = columns.flatMap((name, place) => (["start", "end", "compared_label"].includes(name) ? [] : [place]));
  expect(columns.at(-1)).toBe("compared_net");
  expect(shown).toHaveLength(7);
  expect(
    rows.map((row) => {
      const cells = row.split(",");
      return seen.map((place) => cells[place]);
    }),
  ).toEqual(shown);
});

test("a day is one step away, and the way back too", async () => {
  const { day } = await yesterday();
  const manager = await shop.person("manager");
  await manager.goto("/office/report");
  manager.begin();
  await manager.click(manager.page.getByRole("button", { name: "The day before" }).first());
  await manager.page.waitForURL(`**/office/report?from=${shifted(day, -1)}&to=${shifted(day, -1)}`);
  await manager.click(manager.page.getByRole("button", { name: "The day after" }));
  await manager.click(manager.page.getByRole("button", { name: "The day after" }));
  await manager.page.getByText("Today so far took").waitFor();
  expect(await manager.page.evaluate(() => document.activeElement?.getAttribute("aria-disabled"))).toBe("true");
  expect(new URL(manager.page.url()).search).toBe("?range=today");
  expect(manager.actions).toBe(3);
});

test("an admin lands on what needs attention", async () => {
  const found = await (await shop.as("admin")).get("/api/reports/attention");
  const admin = await shop.person("admin");
  admin.begin();
  await admin.goto("/office");
  await admin.page.getByRole("heading", { name: "Attention", level: 1 }).waitFor();
  await admin.page.getByText("Today so far").waitFor();
  await admin.page.getByRole("heading", { name: `Orders waiting ${found.waiting.count}` }).waitFor();
  await admin.page.getByRole("link", { name: found.waiting.orders[0].order_number }).waitFor();
  expect(admin.actions).toBe(0);
});
