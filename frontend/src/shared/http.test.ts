import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { unlessTakenBack } from "@/shared/delayed";
import { send } from "@/shared/http";
import { current, giveUp, signIn, signOut } from "@/shared/session";

interface Sent {
  path: string;
  as: string | null;
}

let sent: Sent[];
/** The tokens the shop still takes. */
let good: Set<string>;
let person: number;
let logins = 0;

const token = (id: number, number: number) => `head.${btoa(JSON.stringify({ sub: String(id), number }))}.sign`;

function answer(path: string, as: string | null): Response {
  if (path === "/api/auth/login") {
    const access_token = token(person, ++logins);
    good.add(access_token);
    return Response.json({ access_token, expires_in: 900, user: { id: person } });
  }
  if (path === "/api/auth/refresh") return Response.json({}, { status: 401 });
  if (as === null || !good.has(as)) return Response.json({}, { status: 401 });
  return Response.json({ user: { id: person }, profile: null, permissions: {} });
}

beforeEach(() => {
  sent = [];
  good = new Set();
  person = 1;
  vi.stubGlobal("fetch", async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, location.origin), init);
    const path = new URL(request.url).pathname;
    const as = request.headers.get("Authorization")?.replace("Bearer ", "") ?? null;
    sent.push({ path, as });
    return answer(path, as);
  });
});
afterEach(async () => {
  await signOut();
  vi.unstubAllGlobals();
});

const orders = () => sent.filter((one) => one.path === "/api/orders");
const order = () => send(new URL("/api/orders", location.origin), { method: "POST", body: "{}" });

test("what waited is sent again when its person is back", async () => {
  await signIn("ada", "secret");
  good.clear();
  const reply = order();
  await vi.waitFor(() => expect(current().phase).toBe("expired"));
  await signIn("ada", "secret");
  expect((await reply).status).toBe(200);
  expect(orders().map((one) => one.as)).toEqual([token(1, logins - 1), token(1, logins)]);
});

test("what waited is refused, and not sent as a stranger, when its person leaves", async () => {
  await signIn("ada", "secret");
  good.clear();
  const reply = order();
  await vi.waitFor(() => expect(current().phase).toBe("expired"));
  giveUp();
  expect((await reply).status).toBe(401);
  expect(orders()).toHaveLength(1);
});

test("a request that is answered after its person left is not sent as the next one", async () => {
  await signIn("ada", "secret");
  let reach: (response: Response) => void = () => undefined;
  const slow = new Promise<Response>((resolve) => {
    reach = resolve;
  });
  const fetchNow = globalThis.fetch;
  vi.stubGlobal("fetch", () => slow);
  const reply = order();
  vi.stubGlobal("fetch", fetchNow);
  await signOut();
  person = 2;
  await signIn("ben", "secret");
  reach(Response.json({}, { status: 401 }));
  expect((await reply).status).toBe(401);
  expect(orders()).toEqual([]);
});

test("what one person meant to do is not done by the next", async () => {
  await signIn("ada", "secret");
  const run = vi.fn(async () => undefined);
  const pending = unlessTakenBack({ text: "It is being removed.", run });
  giveUp();
  person = 2;
  await signIn("ben", "secret");
  await pending.now();
  expect(run).not.toHaveBeenCalled();
});
