import { statfsSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** Tests that run whole programs, servers or browsers, build many sites, or read very large letters. All others are the quick ones. */
const SLOW = [
  "tests/bad-input/any-content.test.ts",
  "tests/bad-input/bad-input.test.ts",
  "tests/bad-input/generated.test.ts",
  "tests/bad-input/odd-addresses.test.ts",
  "tests/browser/**",
  "tests/build/build-site.test.ts",
  "tests/build/published-files.test.ts",
  "tests/build/renditions.test.ts",
  "tests/cli/**",
  "tests/docs/readme.test.ts",
  "tests/editions/made-of.test.ts",
  "tests/editions/old-addresses.test.ts",
  "tests/editions/settings.test.ts",
  "tests/editions/source.test.ts",
  "tests/eleventy/**",
  "tests/engine/**",
  "tests/follow/**",
  "tests/hostile/**",
  "tests/hosts/**",
  "tests/importers/command/**",
  "tests/importers/html/hostile.test.ts",
  "tests/importers/html/round-trip.test.ts",
  "tests/importers/letter/proportion.test.ts",
  "tests/importers/privacy.test.ts",
  "tests/importers/sources-hostile.test.ts",
  "tests/importers/sources-mbox.test.ts",
  "tests/importers/text/text-to-tree.test.ts",
  "tests/kit/pictures.test.ts",
  "tests/ledger/answers.test.ts",
  "tests/ledger/cases.test.ts",
  "tests/ledger/forgotten.test.ts",
  "tests/ledger/kills.test.ts",
  "tests/links/check-external.test.ts",
  "tests/links/command.test.ts",
  "tests/links/marks.test.ts",
  "tests/mending/mending.test.ts",
  "tests/mending/first-letter.test.ts",
  "tests/preview/**",
  "tests/search/index.test.ts",
];

/** In memory, where there is room: thousands of small sites are built, and none must outlive a power cut. */
const MEMORY = "/dev/shm";
function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > 4e9;
  } catch {
    return false;
  }
}

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: "100%",
    // A worker loads the program once: what a file changes for all, it puts back.
    isolate: false,
    env: process.env.TMPDIR === undefined && hasRoom() ? { TMPDIR: MEMORY } : {},
    setupFiles: "./tests/support/each-file.ts",
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
