import { send } from "@/shared/http";

/** One event of a stream of server-sent events. */
export interface Told {
  name: string;
  data: string;
  id: string | null;
}

/**
 * How a followed stream stands.
 *
 * - connecting: not yet heard of; - live; - busy: the server takes no more listeners just now, ask in another way;
 * - away: it cannot be reached; - refused: it is not for this person.
 */
export type StreamState = "connecting" | "live" | "busy" | "away" | "refused";

interface Following {
  path: string;
  signal: AbortSignal;
  onEvent: (event: Told) => void;
  onState: (state: StreamState) => void;
  /** How one asks; tests ask in their own way. */
  ask?: (request: Request) => Promise<Response>;
  /** How long it waits for `milliseconds`, or until there is a reason to hurry. */
  rest?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const AT_ONCE = 250;
const LONGEST = 30_000;
/** The server says something every 15 seconds. Whoever is quiet for this long is gone. */
const QUIET = 45_000;
const BUSY = 15_000;
/** A stream that lasted this long worked; when it ends, the next one is opened at once. */
const WORKED = 5_000;

/** Follow a stream until `signal` ends it: after every break it goes on behind the last event that was told. */
export async function follow({
  path,
  signal,
  onEvent,
  onState,
  ask = send,
  rest = pause,
}: Following): Promise<void> {
  const known: Known = { last: null, step: 3_000, failures: 0 };
  onState("connecting");
  while (!signal.aborted) {
    const line = lineOf(signal);
    const attempt = await listen(known, line, () => ask(request(path, known.last, line.signal)), onEvent, onState);
    line.close();
    if (signal.aborted) return;
    if (attempt.state) onState(attempt.state);
    if (attempt.state === "refused") return;
    await rest(attempt.again, signal);
  }
}

interface Known {
  last: string | null;
  step: number;
  failures: number;
}

/** One connection from its start to its end: how it stands then, and when to try again. */
async function listen(
  known: Known,
  line: ReturnType<typeof lineOf>,
  open: () => Promise<Response>,
  onEvent: Following["onEvent"],
  onState: Following["onState"],
): Promise<{ state?: StreamState; again: number }> {
  const began = Date.now();
  try {
    const response = await open();
    const no = refused(response);
    if (no) return no;
    if (!response.ok || !response.body) throw new Error(`The stream answered ${response.status}.`);
    onState("live");
    for await (const told of read(response.body, line.patience)) {
      if ("retry" in told) known.step = told.retry;
      else {
        known.last = told.id ?? known.last;
        onEvent(told);
      }
    }
  } catch {
    known.failures += 1;
    return { state: "away", again: backedOff(known) };
  }
  // It ends with the token, or with the server; both are ordinary, and the next one goes on where it was.
  known.failures = Date.now() - began < WORKED ? known.failures + 1 : 0;
  return { again: backedOff(known) };
}

function refused({ status, headers }: Response): { state: StreamState; again: number } | null {
  if (status === 401 || status === 403) return { state: "refused", again: 0 };
  if (status !== 503 && status !== 429) return null;
  return { state: "busy", again: Number(headers.get("Retry-After")) * 1000 || BUSY };
}

/** The events of a body as they come. `onSign` hears of every sign of life. */
export async function* read(
  body: ReadableStream<Uint8Array>,
  onSign: () => void = () => undefined,
): AsyncGenerator<Told | { retry: number }> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = "";
  let id: string | null = null;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      onSign();
      const blocks = (rest + part.value).replaceAll("\r\n", "\n").split("\n\n");
      rest = blocks.pop() ?? "";
      for (const fields of blocks.map(fieldsOf)) {
        id = fields.id ?? id;
        if (fields.retry !== undefined) yield { retry: Number(fields.retry) };
        if (fields.data !== undefined) yield { name: fields.event ?? "message", data: fields.data, id };
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function fieldsOf(block: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, "");
    fields[name] = name === "data" && fields.data !== undefined ? `${fields.data}\n${value}` : value;
  }
  return fields;
}

function request(path: string, last: string | null, signal: AbortSignal): Request {
  const headers: Record<string, string> = { Accept: "text/event-stream" };
  if (last !== null) headers["Last-Event-ID"] = last;
  return new Request(new URL(path, location.origin), { headers, signal, cache: "no-store" });
}

function backedOff({ step, failures }: Known): number {
  if (failures === 0) return AT_ONCE;
  return Math.min(step * 2 ** (failures - 1), LONGEST) * (0.75 + Math.random() / 2);
}

/** One connection: given up when it is quiet for too long, and when the device says that its network is gone. */
function lineOf(signal: AbortSignal) {
  const line = new AbortController();
  const cut = () => line.abort();
  let quiet = setTimeout(cut, QUIET);
  signal.addEventListener("abort", cut);
  addEventListener("offline", cut);
  return {
    signal: line.signal,
    patience() {
      clearTimeout(quiet);
      quiet = setTimeout(cut, QUIET);
    },
    close() {
      clearTimeout(quiet);
      signal.removeEventListener("abort", cut);
      removeEventListener("offline", cut);
    },
  };
}

/** Wait; a network that is back, or a person who looks again, is worth an immediate try. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const looked = () => document.visibilityState === "visible" && done();
    const done = () => {
      clearTimeout(late);
      signal.removeEventListener("abort", done);
      removeEventListener("online", done);
      document.removeEventListener("visibilitychange", looked);
      resolve();
    };
    const late = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
    addEventListener("online", done);
    document.addEventListener("visibilitychange", looked);
  });
}
