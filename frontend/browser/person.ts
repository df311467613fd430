import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { credentials, type Who } from "./caller";

/** The screen somebody sits at. */
export interface View {
  width?: number;
  height?: number;
  scheme?: "light" | "dark";
}

/** Somebody in front of a screen. What they do is counted: a click, a key or a chord is 1, typing and a scan are 0. */
export class Person {
  actions = 0;
  /** What went wrong on the screen and was not expected. */
  readonly wrong: string[] = [];
  private readonly expected = new Set<number>();

  private constructor(
    readonly url: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    context.on("page", (page) => this.watch(page));
    this.watch(page);
  }

  static async arrive(browser: Browser, url: string, who: Who | null, view: View): Promise<Person> {
    const context = await browser.newContext({
      viewport: { width: view.width ?? 1280, height: view.height ?? 900 },
      colorScheme: view.scheme ?? "light",
      acceptDownloads: true,
    });
    context.setDefaultTimeout(15_000);
    const person = new Person(url, context, await context.newPage());
    if (who) await person.signIn(who);
    return person;
  }

  /** Have a signed-in session in this browser, as if signed in earlier today. */
  async signIn(who: Who): Promise<void> {
    const { email, password } = credentials(who);
    const reply = await this.context.request.post(`${this.url}/api/auth/login`, {
      data: { email, password, cookie: true },
    });
    if (!reply.ok()) throw new Error(`${email} could not sign in: ${reply.status()}`);
    await this.context.addInitScript(() => {
      if (location.protocol === "http:") localStorage.setItem("barrow.signed-in", "1");
    });
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(this.url + path);
    await this.settled();
  }

  /** The page has shown what it fetches at first. */
  async settled(): Promise<void> {
    await this.page.locator("h1").first().waitFor();
    await this.page.waitForFunction(() => !document.querySelector("[role=status][aria-label=Loading]"));
  }

  /** Start counting. */
  begin(): void {
    this.actions = 0;
  }

  async click(what: Locator): Promise<void> {
    this.actions += 1;
    await what.click();
  }

  async press(keys: string): Promise<void> {
    this.actions += 1;
    await this.page.keyboard.press(keys);
  }

  async choose(select: Locator, option: string): Promise<void> {
    this.actions += 1;
    await select.selectOption(option);
  }

  /** Typed characters are not counted; going to the field is, unless it has the focus already. */
  async type(field: Locator, text: string): Promise<void> {
    if (!(await field.evaluate((element) => element === document.activeElement))) this.actions += 1;
    await field.fill(text);
  }

  /** A scanner types into whatever has the focus and ends with Enter. */
  async scan(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
  }

  /** The test is about this refusal; it is not a fault of the page. */
  expects(status: number): void {
    this.expected.add(status);
  }

  async leave(): Promise<void> {
    await this.context.close();
  }

  private watch(page: Page): void {
    page.on("pageerror", (error) => this.wrong.push(error.message));
    page.on("response", (response) => {
      const status = response.status();
      if ((status === 403 || status >= 500) && !this.expected.has(status)) {
        this.wrong.push(`${status} ${response.request().method()} ${response.url()}`);
      }
    });
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) this.wrong.push(message.text());
    });
  }
}
