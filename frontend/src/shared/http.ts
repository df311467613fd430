import { client } from "@/shared/api/client.gen";
import { refusal } from "@/shared/errors";
import { reach } from "@/shared/reach";
import { accessToken, comeBack, current, renew } from "@/shared/session";

/**
 * Send one request as whoever is signed in. A token that has run out is renewed and the request sent again, with
 * the same Idempotency-Key; when the session itself is over, the request waits until its person is back.
 */
export async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const again = request.clone();
  const used = accessToken();
  const whose = current().me?.user.id;
  const response = await reach(withToken(request, used));
  if (response.status !== 401 || current().phase === "anonymous") return response;
  const back = (await renew(used)) || (await comeBack(used));
  // Somebody else may be here by now: what one person asked for is never sent as another.
  return back && current().me?.user.id === whose ? reach(withToken(again, accessToken())) : response;
}

/** A key that makes a repeated attempt count once. Make one for an attempt, not for a press. */
export function newKey(): string {
  return crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), hex).join("");
}

/** Save a file that only a signed-in person may fetch. */
export async function download(path: string, fallbackName: string): Promise<void> {
  const response = await fetched(path);
  const named = /filename="?([^";]+)"?/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = named ?? fallbackName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** An address of this page for a document that only a signed-in person may fetch; revoke it after use. */
export async function objectUrl(path: string): Promise<string> {
  return URL.createObjectURL(await (await fetched(path)).blob());
}

/** Plug the generated calls into this door. */
export function init(): void {
  client.setConfig({ baseUrl: "", fetch: send, throwOnError: true });
  client.interceptors.error.use((error, response) => (response ? refusal(error, response) : error));
}

async function fetched(path: string): Promise<Response> {
  const response = await send(new URL(path, location.origin));
  if (!response.ok) throw refusal(await response.json().catch(() => null), response);
  return response;
}

function withToken(request: Request, token: string | null): Request {
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
