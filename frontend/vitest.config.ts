import { defineConfig, mergeConfig } from "vitest/config";
import vite from "./vite.config.ts";

export default mergeConfig(
  vite,
  defineConfig({
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: "unit",
            environment: "happy-dom",
            include: ["src/**/*.test.{ts,tsx}"],
            setupFiles: ["src/testing/setup.ts"],
          },
        },
        {
          extends: true,
          test: {
            name: "browser",
            environment: "node",
            include: ["browser/**/*.test.ts"],
            globalSetup: ["browser/setup.ts"],
            maxWorkers: 2,
            testTimeout: 60_000,
            hookTimeout: 60_000,
          },
        },
        {
          // Not tests: what the documentation shows, made anew by a command.
          extends: true,
          test: {
            name: "shown",
            environment: "node",
            include: ["browser/shown/*.ts"],
            globalSetup: ["browser/setup.ts"],
            fileParallelism: false,
            testTimeout: 300_000,
            hookTimeout: 60_000,
          },
        },
      ],
    },
  }),
);
