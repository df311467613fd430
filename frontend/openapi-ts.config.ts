import { readFileSync } from "node:fs";
import { defineConfig } from "@hey-api/openapi-ts";

const METHODS = ["get", "put", "post", "patch", "delete"] as const;
type Operations = Partial<Record<(typeof METHODS)[number], { "x-alias"?: boolean }>>;

const { paths } = JSON.parse(readFileSync("./openapi.json", "utf8")) as { paths: Record<string, Operations> };
// Second names of the same operation are for other clients.
const aliases = Object.entries(paths).flatMap(([path, operations]) =>
  METHODS.filter((method) => operations[method]?.["x-alias"]).map(
    (method) => `${method.toUpperCase()} ${path}` as const,
  ),
);

// OUTPUT lets the check write a second copy beside the committed one and compare them.
export default defineConfig({
  input: "./openapi.json",
  output: { path: process.env.OUTPUT ?? "./src/shared/api" },
  parser: { filters: { operations: { exclude: aliases } } },
  plugins: [
    "@hey-api/typescript",
    { name: "@hey-api/client-fetch", throwOnError: true },
    { name: "@hey-api/sdk", responseStyle: "data" },
  ],
});
