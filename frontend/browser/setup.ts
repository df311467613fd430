import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { DIST, PYTHON, ROOT } from "./places";

declare module "vitest" {
  interface ProvidedContext {
    template: string;
  }
}

/** Seed one shop for the whole run, unless SEEDED names the folder of one; each test file serves a copy of it. */
export default async function setup(project: TestProject) {
  if (!existsSync(join(DIST, "index.html"))) throw new Error("There is no build to test: npm run build first.");
  if (process.env.SEEDED) {
    project.provide("template", process.env.SEEDED);
    return;
  }
  const template = await mkdtemp(join(tmpdir(), "barrow-seeded-"));
  execFileSync(PYTHON, ["tools/shop.py", "seed", template], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  project.provide("template", template);
  return () => rm(template, { recursive: true, force: true });
}
