/**
 * What `check --fix` makes of each slip with one right answer. A case is a folder: `before/` is laid over tests/sample/minimal,
 * `after/` has the same files when they are mended, and `left.txt` what is then said of them. `UPDATE=1` writes the last two
 * again.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadArchive } from "../../src/content/load-archive.ts";
import { mend } from "../../src/mending/mend.ts";
import { writeMending } from "../../src/mending/write-mending.ts";
import { contentFolder, filesBelow, formatted, MINIMAL, TODAY } from "../support/sample.ts";

const CASES = join(import.meta.dirname, "cases");
const names = readdirSync(CASES);

test("there are cases", () => expect(names.length).toBeGreaterThan(15));

describe.each(names)("%s", (name) => {
  const folder = join(CASES, name);
  const overlay = join(folder, "before");
  const content = contentFolder(MINIMAL);
  cpSync(overlay, content, { recursive: true });
  const isOurs = (path: string): boolean => !existsSync(join(MINIMAL, path)) || existsSync(join(overlay, path));

  test("is mended as it should be", async () => {
    await mendOnce(content);
    const after = join(folder, "after");
    const files = filesBelow(content).filter(isOurs);
    if (process.env.UPDATE) {
      rmSync(after, { recursive: true, force: true });
      for (const path of files) cpSync(join(content, path), join(after, path));
    }
    expect(files).toEqual(filesBelow(after));
    for (const path of files) expect(read(content, path), path).toEqual(read(after, path));
  });

  test("nothing is left that could be mended, and the rest is named", async () => {
    const { diagnostics } = await loadArchive(content, { today: TODAY, drafts: false });
    expect(diagnostics.filter(({ fix }) => fix !== undefined)).toEqual([]);
    const text = formatted(diagnostics, content)
      .map((line) => `${line}\n`)
      .join("");
    if (process.env.UPDATE) writeFileSync(join(folder, "left.txt"), text);
    expect(text).toBe(readFileSync(join(folder, "left.txt"), "utf8"));
  });

  test("mending it again changes nothing", async () => {
    const before = filesBelow(content).map((path) => [path, read(content, path)]);
    await mendOnce(content);
    expect(filesBelow(content).map((path) => [path, read(content, path)])).toEqual(before);
  });
});

async function mendOnce(content: string): Promise<void> {
  const mending = await mend(content, TODAY, undefined);
  if (mending) expect(await writeMending(content, mending)).toBeUndefined();
}

function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), "latin1");
}
