/** One of the seeded people by role, or anybody by e-mail address and password. */
export type Who = "admin" | "manager" | "cashier" | `customer${number}` | { email: string; password: string };

export function credentials(who: Who): { email: string; password: string } {
  if (typeof who !== "string") return who;
  if (who.startsWith("customer")) return { email: `${who}@email.com`, password: "Customer123!" };
  return { email: `${who}@ecommerce.com`, password: `${who[0]?.toUpperCase()}${who.slice(1)}123!` };
}

/** Somebody who speaks to the API without a screen, to prepare what a test needs and to look at what it left. */
export class Caller {
  private constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  static async signIn(url: string, who: Who): Promise<Caller> {
    const { email, password } = credentials(who);
    const stranger = new Caller(url, "");
    const said = await stranger.post<{ access_token: string }>("/api/auth/login", { email, password });
    return new Caller(url, said.access_token);
  }

  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it needs and fails loudly where it is not
  get<T = any>(path: string): Promise<T> {
    return this.ask("GET", path);
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  post<T = any>(path: string, body: unknown = {}): Promise<T> {
    return this.ask("POST", path, body);
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  put<T = any>(path: string, body: unknown = {}): Promise<T> {
    return this.ask("PUT", path, body);
  }

  /** The status with which the API answers. */
  async status(method: string, path: string, body?: unknown): Promise<number> {
    return (await this.send(method, path, body)).status;
  }

  /** Place an order of `lines` [product, quantity] to a usual address; the order. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  async order(lines: [product: number, quantity: number][] = [[1, 1]]): Promise<any> {
    const said = await this.post("/api/orders", {
      items: lines.map(([product_id, quantity]) => ({ product_id, quantity })),
      payment_method: "credit_card",
      shipping_address: {
        line1: "1 High Street",
        city: "Leeds",
        state: "Yorkshire",
        postal_code: "LS1 1AA",
        country: "UK",
      },
    });
    return said.order;
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const reply = await this.send(method, path, body);
    const said = await reply.json();
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(said)}`);
    return said as T;
  }

  private send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(this.url + path, {
      method,
      headers: {
        "Content-Type": "application/json",
        ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}
