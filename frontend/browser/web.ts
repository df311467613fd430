import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { DIST, FRONTEND } from "./places";

const KINDS: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".woff2": "font/woff2",
};
const SQUEEZED = /^text\/|svg/;
const API = /^\/(api|static|health)(\/|$)/;

/** What the production server sends with every page. */
const HEADERS = Object.fromEntries(
  [
    ...readFileSync(join(FRONTEND, "security-headers.conf"), "utf8").matchAll(
      /^add_header (\S+) "(.*)" always;$/gm,
    ),
  ].map(([, name, value]) => [name as string, value as string]),
);

/** The production build and the API behind one origin, as the production server has them. */
export class Web {
  backend: URL | null = null;
  private constructor(
    readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<Web> {
    let web: Web;
    const server = createServer((asked, reply) => web.answer(asked, reply));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    web = new Web(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return web;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(asked: IncomingMessage, reply: ServerResponse): void {
    const path = new URL(asked.url ?? "/", this.url).pathname;
    if (API.test(path)) this.pass(asked, reply);
    else serve(path, asked, reply);
  }

  private pass(asked: IncomingMessage, reply: ServerResponse): void {
    if (!this.backend) return void reply.writeHead(503).end();
    const { hostname, port } = this.backend;
    // A connection of its own: a kept one may be closed by the shop in the moment it is used again.
    const onward = request(
      { agent: false, hostname, port, method: asked.method, path: asked.url, headers: asked.headers },
      (said) => {
        reply.writeHead(said.statusCode ?? 502, said.headers);
        said.pipe(reply);
      },
    );
    onward.on("error", () => (reply.headersSent ? reply.destroy() : reply.writeHead(502).end()));
    reply.on("close", () => onward.destroy());
    asked.pipe(onward);
  }
}

function serve(path: string, asked: IncomingMessage, reply: ServerResponse): void {
  const wanted = join(DIST, normalize(path));
  const isFile = wanted.startsWith(DIST) && existsSync(wanted) && statSync(wanted).isFile();
  const file = isFile ? wanted : join(DIST, "index.html");
  const kind = KINDS[extname(file)] ?? "application/octet-stream";
  const squeezed = SQUEEZED.test(kind) && /gzip/.test(asked.headers["accept-encoding"] ?? "");
  const body = readFileSync(file);
  reply.writeHead(200, {
    "Content-Type": kind,
    "Cache-Control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    ...(squeezed ? { "Content-Encoding": "gzip" } : {}),
    ...HEADERS,
  });
  reply.end(squeezed ? gzipSync(body) : body);
}
