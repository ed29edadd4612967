import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Eleventy imports .eleventy.ts by itself, so the process must know how to read TypeScript.
    pool: "forks",
    maxWorkers: "100%",
    execArgv: ["--import", "tsx"],
    testTimeout: 60_000,
    hookTimeout: 240_000,
  },
});
