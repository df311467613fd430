import { refusal, Unreachable } from "@/shared/errors";

/** Send one request. Silence is Unreachable; what the caller itself broke off stays that. */
export async function reach(what: Request | string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(what, { credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Unreachable();
  }
}

/** What the API answers to one request; throws what it refuses. */
export async function answer<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await reach(path, init);
  const said: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refusal(said, response);
  return said as T;
}
