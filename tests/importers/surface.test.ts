import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const IMPORTERS = join(import.meta.dirname, "../../src/importers");

/** The names that a file exports from other files. */
function reexports(file: string): string[] {
  const text = readFileSync(join(IMPORTERS, file), "utf8");
  expect(text).not.toMatch(/export \*/);
  const lists = text.matchAll(/^export (?:type )?\{([^}]*)\} from/gm);
  return [...lists].flatMap(([, names = ""]) => names.split(",").map((name) => name.trim())).filter(Boolean);
}

test("importers use at most fifteen names of the core", () => {
  const names = reexports("core.ts");
  expect(names.length).toBeGreaterThan(0);
  expect(names.length).toBeLessThanOrEqual(15);
});
