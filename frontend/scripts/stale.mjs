// Fails when the calls in src/shared/api are not those that openapi.json describes.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const COMMITTED = join(import.meta.dirname, "../src/shared/api");
const fresh = mkdtempSync(join(tmpdir(), "barrow-api-"));
try {
  execFileSync("node", ["node_modules/@hey-api/openapi-ts/bin/run.js", "--silent"], {
    cwd: join(import.meta.dirname, ".."),
    env: { ...process.env, OUTPUT: fresh },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const names = new Set([...files(COMMITTED), ...files(fresh)]);
  const stale = [...names].filter((name) => read(COMMITTED, name) !== read(fresh, name));
  if (stale.length > 0) {
    console.error(`The generated calls are stale (${stale.join(", ")}): run make client.`);
    process.exitCode = 1;
  }
} finally {
  rmSync(fresh, { recursive: true });
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function read(folder, name) {
  try {
    return readFileSync(join(folder, name), "utf8");
  } catch {
    return null;
  }
}
