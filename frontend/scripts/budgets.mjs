// What a workspace loads before its first page is there, gzipped, held to a budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", DIST), "utf8"));
const KIB = 1024;

/** The chunks each landing page starts with, by source or by name, and how many KiB of script they may weigh. */
const WORKSPACES = {
  Shop: { most: 150, starts: ["index.html", "shop"] },
  Counter: {
    most: 220,
    starts: ["index.html", "src/app/counter/CounterLayout.tsx", "src/features/board/BoardPage.tsx"],
  },
  Office: {
    most: 240,
    starts: ["index.html", "src/app/office/OfficeLayout.tsx", "src/features/reports/ReportPage.tsx"],
  },
};

function scripts(start, found = new Set()) {
  const chunk = manifest[start] ?? Object.values(manifest).find((one) => one.name === start);
  if (!chunk) throw new Error(`${start} is not in the build: does a route still load it?`);
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const imported of chunk.imports ?? []) scripts(imported, found);
  return found;
}

let over = 0;
for (const [name, { most, starts }] of Object.entries(WORKSPACES)) {
  const files = new Set(starts.flatMap((start) => [...scripts(start)]));
  const size = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, DIST))).length, 0) / KIB;
  const holds = size <= most;
  if (!holds) over += 1;
  console.log(`${holds ? "ok  " : "OVER"} ${name}: ${size.toFixed(1)} of ${most} KiB in ${files.size} files`);
}
process.exit(over);
