/**
 * A seeded shop of its own for each test file, and people in front of it.
 *
 *     const shop = seededShop();                                     // once, at the top of a test file
 *     const cashier = await shop.person("cashier");               // signed in, in a browser context of their own
 *     await cashier.goto("/counter/today");
 *     cashier.begin();                                            // counting starts here
 *     await cashier.click(cashier.page.getByRole("button", { name: "Confirm" }).first());   // 1 action
 *     await cashier.type(field, "text");                          // typed characters are not counted
 *     await cashier.press("F9");                                  // 1 action
 *     await cashier.scan(field, "ORD-…");                         // 0 actions, its Enter included
 *     expect(cashier.actions).toBe(1);
 *
 * `shop.as("admin")` speaks to the API directly, to prepare a situation. Every uncaught error in a page, and every
 * answer of 403 or 5xx that a page was given, fails the test that opened it, unless the test says `expects(403)`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, chromium } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { Caller, type Who } from "./caller";
import { Person, type View } from "./person";
import { chromiumPath, PYTHON, ROOT } from "./places";
import { Web } from "./web";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export class Shop {
  private readonly people: Person[] = [];
  private constructor(
    readonly web: Web,
    private readonly folder: string,
    private readonly server: ChildProcess,
    private readonly browser: Browser,
  ) {}

  static async open(settings: Record<string, string> = {}): Promise<Shop> {
    const web = await Web.open();
    const folder = await mkdtemp(join(tmpdir(), "barrow-shop-"));
    await cp(inject("template"), folder, { recursive: true });
    const [server, browser] = await Promise.all([
      serve(folder, web, settings),
      chromium.launch({ executablePath: chromiumPath(), args: FLAGS }),
    ]);
    return new Shop(web, folder, server, browser);
  }

  get url(): string {
    return this.web.url;
  }

  /** The API, as `who` has it. */
  as(who: Who): Promise<Caller> {
    return Caller.signIn(this.url, who);
  }

  /** Somebody in front of a screen; a stranger without `who`. */
  async person(who: Who | null = null, view: View = {}): Promise<Person> {
    const person = await Person.arrive(this.browser, this.url, who, view);
    this.people.push(person);
    return person;
  }

  /** Everybody leaves; what went wrong on their screens fails the test now. */
  async empty(): Promise<void> {
    const wrong = this.people.flatMap((person) => person.wrong);
    await Promise.all(this.people.splice(0).map((person) => person.leave()));
    expect(wrong).toEqual([]);
  }

  async close(): Promise<void> {
    await this.browser.close();
    const ended = new Promise((resolve) => this.server.once("exit", resolve));
    this.server.stdin?.end();
    await ended;
    await this.web.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A shop for this file's tests, opened before the first and closed after the last. */
export function seededShop(settings: Record<string, string> = {}): Shop {
  let shop: Shop | undefined;
  beforeAll(async () => {
    shop = await Shop.open(settings);
  });
  afterEach(() => shop?.empty());
  afterAll(() => shop?.close());
  return new Proxy({} as Shop, {
    get: (_, name) => {
      const value = Reflect.get(shop as Shop, name, shop);
      return typeof value === "function" ? value.bind(shop) : value;
    },
  });
}

async function serve(folder: string, web: Web, settings: Record<string, string>): Promise<ChildProcess> {
  const server = spawn(PYTHON, ["tools/shop.py", "serve", folder, "--origin", web.url], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const first = await new Promise<string>((resolve, reject) => {
    createInterface({ input: server.stdout }).once("line", resolve);
    server.once("exit", (code) => reject(new Error(`The shop ended with ${code} before it answered.`)));
  });
  web.backend = new URL((JSON.parse(first) as { url: string }).url);
  return server;
}
