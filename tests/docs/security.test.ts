/** Each promise of SECURITY.md names tests that are there. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const ROWS = readFileSync(join(ROOT, "SECURITY.md"), "utf8")
  .split("\n## How\n")[1]
  ?.split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| Promise"));

test.each(ROWS ?? [])("%s", (row) => {
  const tests = [...row.matchAll(/`([\w/-]+\.test\.ts)`/g)].map(([, path = ""]) => path);
  expect(tests).not.toEqual([]);
  expect(tests.filter((path) => !existsSync(join(ROOT, "tests", path)))).toEqual([]);
});
