/**
 * Each promise of SECURITY.md has a guard, and a test that fails without it. Here is looked that the table of guards is true to the
 * sources; the long form takes off each guard in a copy of the program and runs its tests there, which takes an hour.
 */
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { copyOfProgram } from "../engine/support.ts";
import { LONG } from "../support/long.ts";
import { ROOT, temporaryFolder } from "../support/sample.ts";
import { GUARDS, type Guard } from "./guards.ts";

const SECURITY = readFileSync(join(ROOT, "SECURITY.md"), "utf8");

/** A source with a guard taken off. */
function withoutGuard({ file, off }: Guard): string {
  return off.reduce(
    (source, [from, to]) => {
      const [before = "", after, ...more] = source.split(from);
      expect([after === undefined, more], `"${from}" in ${file}`).toEqual([false, []]);
      return before + to + after;
    },
    readFileSync(join(ROOT, "src", file), "utf8"),
  );
}

describe.each(GUARDS.map((guard) => [guard.name, guard] as const))("%s", (_, guard) => {
  test("stands where the table says, and its tests are those of the promise", () => {
    withoutGuard(guard);
    for (const path of guard.tests) expect(SECURITY).toContain(`\`${path}\``);
  });

  if (!LONG) return;
  test("is missed by its tests", () => {
    const folder = join(temporaryFolder(), "p");
    copyOfProgram(folder);
    for (const name of ["tests", "vitest.config.ts", "tsconfig.json", "docs", "SECURITY.md"])
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    writeFileSync(join(folder, "src", guard.file), withoutGuard(guard));
    for (const path of guard.tests) {
      const run = spawnSync("npx", ["vitest", "run", `tests/${path}`], {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, BREVARKIV_TESTS: "", CI: "" },
      });
      expect(run.status, `${path}\n${run.stdout.slice(-2000)}`).not.toBe(0);
      expect(run.stdout, path).toMatch(/\d+ failed\b/);
    }
  });
});

test("each promise has a guard that is tried, or is tried with foreign bytes", () => {
  const rows = SECURITY.split("\n").filter((line) => /^\| .*\.test\.ts` \|$/.test(line));
  const tried = ["fuzz/found.test.ts", ...GUARDS.flatMap(({ tests }) => tests)];
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => !tried.some((path) => row.includes(`\`${path}\``)))).toEqual([]);
});
