import { execFileSync } from "node:child_process";
import { join } from "node:path";

export const FRONTEND = join(import.meta.dirname, "..");
export const ROOT = join(FRONTEND, "..");
export const DIST = join(FRONTEND, "dist");
export const PYTHON = process.env.PYTHON ?? join(ROOT, ".venv/bin/python");

/** The browser to drive: CHROMIUM, or the first of its usual names on PATH. */
export function chromiumPath(): string {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // The next name.
    }
  }
  throw new Error("No Chromium was found; set CHROMIUM to its path.");
}
