import { defineConfig } from "vitest/config";

/** Tests that run whole programs, servers or browsers, or thousands of builds. All others are the quick ones. */
const SLOW = [
  "tests/browser/**",
  "tests/cli/**",
  "tests/engine/**",
  "tests/follow/hosts.test.ts",
  "tests/hostile/**",
  "tests/hosts/**",
  "tests/importers/command/**",
  "tests/importers/sources-mbox.test.ts",
  "tests/ledger/answers.test.ts",
  "tests/ledger/kills.test.ts",
  "tests/links/command.test.ts",
  "tests/preview/**",
];

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: "100%",
    // Only what never ends is stopped: how long a test takes decides nothing.
    testTimeout: process.env.BREVARKIV_TESTS === "long" ? 7_200_000 : 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 120_000 } },
    reporters: ["default", "./tests/support/skips.ts"],
    projects: [
      { extends: true, test: { name: "quick", include: ["tests/**/*.test.ts"], exclude: SLOW } },
      {
        extends: true,
        test: {
          name: "slow",
          include: SLOW.map((path) => path.replace(/\*\*$/, "**/*.test.ts")),
          globalSetup: "./tests/support/set-up.ts",
        },
      },
    ],
  },
});
