import { ApiError } from "@/shared/errors";
import { send } from "@/shared/http";

/** A thing as the server has it, and which version of it that is: what a change is sent against. */
export interface Versioned<T> {
  thing: T;
  version: string;
}

/** Make a generated call with `listen` as its fetch, and keep the version that came with the answer. */
export async function versioned<T>(call: (listen: typeof fetch) => Promise<T>): Promise<Versioned<T>> {
  let version = "";
  const thing = await call(async (input, init) => {
    const response = await send(input, init);
    version = response.headers.get("ETag") ?? "";
    return response;
  });
  return { thing, version };
}

/** Whether a change was refused because somebody else was quicker. */
export function isOutdated(error: unknown): boolean {
  return error instanceof ApiError && error.code === "version_mismatch";
}
