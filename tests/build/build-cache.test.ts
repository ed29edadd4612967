/** The cache of the content, and how much of it is read. */
import { appendFileSync, readdirSync, rmSync, statSync, truncateSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { loadArchive } from "../../src/content/load-archive.ts";
import { BuildCache } from "../../src/engine/cache/build-cache.ts";
import { signatureOf } from "../../src/files/file-signature.ts";
import type { Publication } from "../../src/model/archive.ts";
import { atAddress, wholeCopy } from "../../src/model/copy-publication.ts";
import { publications } from "../../src/model/indexes.ts";
import { contentFolder, letter, MINIMAL, TODAY, temporaryFolder } from "../support/sample.ts";

const FIRST = "issues/2025/forsta.md";
const SECOND = "issues/2025/andra.md";
const OLD = "issues/2024/gammal.md";

// Files that were changed a moment ago are not trusted, and these were.
beforeEach(() => {
  const { now } = Date;
  vi.spyOn(Date, "now").mockImplementation(() => now() + 60_000);
});
afterEach(() => void vi.restoreAllMocks());

function place(): { content: string; folder: string } {
  const content = contentFolder(MINIMAL, {
    [FIRST]: letter("title: Första\ndate: 2025-01", "Se [oss](https://www.example.org/).\n\n## Rubrik…\n\nMer text."),
    [SECOND]: letter("title: Andra\ndate: 2025-02"),
    [OLD]: letter("title: Gammal\ndate: 2024-02", "Läs [det första](../2025/forsta.md)."),
  });
  return { content, folder: temporaryFolder() };
}

/** Loads the content with the cache, and lets somebody look before what was kept is written. */
async function load(
  { content, folder }: ReturnType<typeof place>,
  look = (_found: readonly Publication[], _cache: BuildCache): void => {},
): Promise<Publication[]> {
  const cache = BuildCache.load(folder, { clean: false, drafts: false });
  const { content: loaded } = await loadArchive(content, { today: TODAY, drafts: false, cache });
  if (!loaded) throw new Error("the content has errors");
  const found = publications(loaded.archive);
  look(found, cache);
  const whole = found.map(wholeCopy);
  cache.save();
  cache.close();
  return whole;
}

async function fresh({ content }: ReturnType<typeof place>): Promise<Publication[]> {
  const { content: loaded } = await loadArchive(content, { today: TODAY, drafts: false });
  return loaded ? publications(loaded.archive) : [];
}

function segments({ folder }: ReturnType<typeof place>): string[] {
  const names = readdirSync(folder).filter((name) => name.startsWith("segment-"));
  return names.map((name) => `${name} ${statSync(join(folder, name)).ino}`);
}

describe("the cache of a publication", () => {
  test("equals a fresh reading, whether its file was only touched or changed", async () => {
    const at = place();
    expect(await load(at)).toEqual(await fresh(at));
    expect(await load(at)).toEqual(await fresh(at));
    utimesSync(join(at.content, FIRST), 1, 1);
    expect(await load(at)).toEqual(await fresh(at));
    appendFileSync(join(at.content, SECOND), "\nMer.\n");
    expect(await load(at)).toEqual(await fresh(at));
    rmSync(join(at.content, OLD));
    expect(await load(at)).toEqual(await fresh(at));
  });

  test("is found by the signature of its file from the next build on", async () => {
    const at = place();
    const file = join(at.content, FIRST);
    const isFound = (): boolean => {
      const cache = BuildCache.load(at.folder, { clean: false, drafts: false });
      cache.close();
      return cache.has(FIRST, signatureOf(file));
    };
    for (const change of [() => {}, () => utimesSync(file, 1, 1), () => appendFileSync(file, "\nMer.\n")]) {
      change();
      expect(isFound()).toBe(false);
      await load(at);
      expect(isFound()).toBe(true);
    }
  });

  test("is written again only where something changed in its folder", async () => {
    const at = place();
    await load(at);
    const before = segments(at);
    await load(at);
    expect(segments(at)).toEqual(before);
    appendFileSync(join(at.content, FIRST), "\nMer.\n");
    await load(at);
    expect(segments(at).filter((segment) => before.includes(segment))).toHaveLength(before.length - 1);
  });

  test.each([
    ["cut off", (file: string) => truncateSync(file, 10)],
    ["changed", (file: string) => appendFileSync(file, "{}\n")],
    ["gone", (file: string) => rmSync(file)],
  ])("is not needed for lists where it is %s, and reported as damaged where it is", async (_, damage) => {
    const at = place();
    await load(at);
    for (const name of readdirSync(at.folder).filter((file) => file.endsWith(".lines"))) damage(join(at.folder, name));
    const look = ([found]: readonly Publication[], cache: BuildCache): void => {
      expect([found?.kind, cache.isDamaged]).toEqual(["issue", false]);
      expect(() => found?.externalKeys).toThrow(expect.objectContaining({ code: "ERR_DAMAGED_CACHE" }));
      expect(cache.isDamaged).toBe(true);
    };
    await expect(load(at, look)).rejects.toThrow("cannot be read");
  });
});

test("a copy at another address holds the same, and reads it only when asked", async () => {
  const at = place();
  await load(at);
  await load(at, ([found]) => {
    if (!found) throw new Error("there is no text");
    expect(wholeCopy(atAddress(found, "/annan/"))).toEqual({ ...wholeCopy(found), address: "/annan/" });
    expect(Object.keys(atAddress(found, "/annan/"))).not.toContain("detail");
  });
});
