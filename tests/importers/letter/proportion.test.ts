/** Every step of an import takes time in proportion to its letter, whatever the letter is made of. */
import { beforeAll, describe, expect, test } from "vitest";
import { LONG } from "../../support/long.ts";
import { growth, LINEAR, PROPORTIONAL, processorTime } from "../../support/processor-time.ts";
import { compose } from "./helpers.ts";
import { PAGES, TEXTS } from "./shapes.ts";

/** Lengths in characters, each compared with that of two doublings. The long form goes from 50 kB to 1.6 MB. */
const SIZES = LONG ? [50_000, 100_000, 200_000, 400_000] : [10_000];

/** What is short is measured coarsely. */
const MOST = LONG ? PROPORTIONAL : LINEAR;

describe.each([
  ["text", TEXTS],
  ["html", PAGES],
] as const)("of %s", (format, shapes) => {
  // The patterns are compiled when they are first used.
  beforeAll(() => {
    for (const make of Object.values(shapes)) compose({ format, content: make(1_000) });
  });

  test.each(Object.entries(shapes))("%s", async (_, make) => {
    const work = (size: number) => compose({ format, content: make(size) });
    for (const size of SIZES) expect(await growth(work, size, processorTime, MOST)).toBeLessThan(MOST);
  });
});
