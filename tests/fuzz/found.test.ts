/**
 * What the fuzzer has found, in `found/READER/`, and all that it begins with: no reader of foreign bytes breaks a promise. New inputs
 * are looked for by `npm run fuzz -- READER`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import "../support/sample.ts";
import { READERS } from "./readers.ts";
import { seedsOf } from "./seeds.mjs";

describe.each(Object.entries(READERS))("%s", (reader, run) => {
  const folder = join(import.meta.dirname, "found", reader);
  const found = existsSync(folder) ? readdirSync(folder) : [];

  test("has seeds", () => expect(seedsOf(reader).length).toBeGreaterThan(0));

  test("keeps its promises with what it reads in other tests", async () => {
    for (const [name, bytes] of seedsOf(reader)) await expect(run(bytes), name).resolves.toBeUndefined();
  });

  test.each(found)("keeps its promises with %s", async (name) => {
    await expect(run(readFileSync(join(folder, name)))).resolves.toBeUndefined();
  });
});
