import { expect, test } from "vitest";
import { follow, read, type StreamState, type Told } from "./stream";

const bytes = new TextEncoder();

function body(...parts: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(bytes.encode(part));
      controller.close();
    },
  });
}

async function all(stream: ReadableStream<Uint8Array>) {
  const told = [];
  for await (const one of read(stream)) told.push(one);
  return told;
}

test("events are put together, however they are cut", async () => {
  const text =
    'retry: 3000\nid: 118\nevent: day\ndata: {"date":"2026-02-10"}\n\n: still here\n\nevent: order\ndata: {"name":"é"}\n\n';
  const expected = [
    { retry: 3000 },
    { name: "day", data: '{"date":"2026-02-10"}', id: "118" },
    { name: "order", data: '{"name":"é"}', id: "118" },
  ];
  expect(await all(body(text))).toEqual(expected);
  expect(await all(body(...text))).toEqual(expected);
});

test("several lines of data are one text, and half an event is none", async () => {
  expect(await all(body("data: one\r\ndata: two\r\n\r\ndata: ha"))).toEqual([
    { name: "message", data: "one\ntwo", id: null },
  ]);
});

/** Follow through `replies`, one for each attempt, and end. */
async function followed(replies: (() => Response)[]) {
  const ending = new AbortController();
  const told: Told[] = [];
  const states: StreamState[] = [];
  const rests: number[] = [];
  const asked: (string | null)[] = [];
  await follow({
    path: "/stream",
    signal: ending.signal,
    onEvent: (event) => told.push(event),
    onState: (state) => states.push(state),
    ask: async (request) => {
      asked.push(request.headers.get("Last-Event-ID"));
      const reply = replies.shift();
      if (replies.length === 0) setTimeout(() => ending.abort());
      if (!reply) throw new Error("nothing more to say");
      return reply();
    },
    rest: async (milliseconds) => {
      rests.push(milliseconds);
      if (replies.length === 0) ending.abort();
    },
  });
  return { told, states, rests, asked };
}

const stream = (text: string) => () => new Response(body(text));
const gone = () => {
  throw new TypeError("no network");
};

test("after a break it goes on behind the last event", async () => {
  const { told, asked } = await followed([
    stream("id: 7\nevent: day\ndata: 1\n\n"),
    stream("id: 8~6\ndata: 2\n\n"),
    gone,
  ]);
  expect(told.map((one) => one.data)).toEqual(["1", "2"]);
  expect(asked).toEqual([null, "7", "8~6"]);
});

test("without a network it waits longer each time, and then is live again", async () => {
  const { states, rests } = await followed([gone, gone, gone, stream("retry: 1000\n\ndata: 1\n\n")]);
  expect(states).toEqual(["connecting", "away", "away", "away", "live"]);
  expect(rests[1]).toBeGreaterThan(rests[0] ?? 0);
  expect(rests[2]).toBeGreaterThan(rests[1] ?? 0);
});

test("a busy server is left alone for as long as it says", async () => {
  const busy = () => new Response(null, { status: 503, headers: { "Retry-After": "15" } });
  const { states, rests } = await followed([busy, stream("data: 1\n\n")]);
  expect(states).toEqual(["connecting", "busy", "live"]);
  expect(rests[0]).toBe(15_000);
});

test("who may not listen is not asked again", async () => {
  const { states, asked } = await followed([() => new Response(null, { status: 403 }), stream("data: 1\n\n")]);
  expect(states).toEqual(["connecting", "refused"]);
  expect(asked).toHaveLength(1);
});
