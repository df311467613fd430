import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { test } from "vitest";
import { seededShop } from "../harness";
import { chromiumPath, ROOT } from "../places";

const shop = seededShop();
const LIGHTHOUSE = join(ROOT, "tools/node_modules/lighthouse/cli/index.js");
const PAGE = join(ROOT, "docs/lighthouse.md");
const RUNS = 3;
const PLACES = { "Shop, list": "/products", "Shop, product": "/products/12" };
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
const FIGURES = {
  "first-contentful-paint": "First paint",
  "largest-contentful-paint": "Largest paint",
  "total-blocking-time": "Blocked",
  "cumulative-layout-shift": "Layout shift",
  "total-byte-weight": "Weight",
};

interface Report {
  lighthouseVersion: string;
  categories: Record<string, { score: number }>;
  audits: Record<string, { displayValue?: string }>;
}

test("the figures of docs/lighthouse.md", async () => {
  const rows: [string, Report][] = [];
  for (const [name, path] of Object.entries(PLACES)) rows.push([name, await median(path)]);
  writeFileSync(PAGE, page(rows));
});

/** The run whose performance is the middle one. */
async function median(path: string): Promise<Report> {
  const runs: Report[] = [];
  while (runs.length < RUNS) runs.push(await run(shop.url + path));
  runs.sort((one, other) => performance(one) - performance(other));
  return runs[Math.floor(RUNS / 2)] as Report;
}

function performance(report: Report): number {
  return report.categories.performance?.score ?? 0;
}

async function run(url: string): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "barrow-lighthouse-"));
  const file = join(folder, "report.json");
  try {
    const flags = `--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --user-data-dir=${folder}/profile`;
    await promisify(execFile)(
      "node",
      [
        LIGHTHOUSE,
        url,
        "--quiet",
        "--output=json",
        `--output-path=${file}`,
        `--chrome-flags=${flags}`,
        `--only-categories=${CATEGORIES.join(",")}`,
      ],
      { env: { ...process.env, CHROME_PATH: chromiumPath() } },
    );
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function page(rows: readonly (readonly [string, Report])[]): string {
  const heads = ["Page", "Performance", "Accessibility", "Best practices", ...Object.values(FIGURES)];
  const lines = rows.map(([name, report]) => [
    name,
    ...CATEGORIES.map((category) => Math.round((report.categories[category]?.score ?? 0) * 100)),
    ...Object.keys(FIGURES).map((audit) => report.audits[audit]?.displayValue ?? "–"),
  ]);
  const table = [heads, heads.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  return `# Lighthouse

Written by \`npm run lighthouse\` in \`frontend/\`: Lighthouse ${rows[0]?.[1].lighthouseVersion}, its mobile preset (a slow phone on
slow 4G, simulated), the production build behind one origin with compression, a freshly seeded shop on SQLite; of ${RUNS} runs
the one in the middle. The machine was shared, so compare runs with each other and not with a stopwatch.

${table}
`;
}
