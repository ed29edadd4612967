/**
 * What an editor reads who contradicts the ledger. A case is a folder: `before/` and `after/` are laid over `base/` before and
 * after it is published, then `script.txt` is done, whose line `later` lays `later/` over it, and `expected.txt` has every line
 * that is then reported; a new case needs no code. `UPDATE=1 npx vitest run tests/ledger` writes the expected lines again: read
 * each as an editor would.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Files, writeFiles } from "../support/sample.ts";
import { built, perform, place, published, publishedPlace } from "./support.ts";

const FOLDER = join(import.meta.dirname, "cases");
const CASES = readdirSync(FOLDER);

describe("every contradiction of the ledger gets exactly the lines it should", () => {
  test("there are cases", () => expect(CASES.length).toBeGreaterThan(30));

  test.each(CASES)("%s", async (name) => {
    const folder = join(FOLDER, name);
    const before = filesIn(join(folder, "before"));
    const isBase = Object.keys(before).length === 0;
    const at = isBase ? await publishedPlace() : place(before);
    if (!isBase) expect(await published(at)).toEqual([]);
    writeFiles(at.content, filesIn(join(folder, "after")));
    const lines: string[] = [];
    for (const line of scriptOf(folder)) {
      if (line === "later") writeFiles(at.content, filesIn(join(folder, "later")));
      else lines.push(...(await perform(at, line)));
    }
    lines.push(...(await built(at)));
    const text = lines.map((line) => `${stable(line)}\n`).join("");
    const expected = join(folder, "expected.txt");
    if (process.env.UPDATE) writeFileSync(expected, text);
    expect(text).toBe(existsSync(expected) ? readFileSync(expected, "utf8") : "expected.txt is missing\n");
  });
});

/** What else the site has decides at which line of the ledger something stands. */
function stable(line: string): string {
  return line
    .replace(/\b(?:2-)?[0-9a-f]{64}\b/g, "HASH")
    .replace(/(published\.jsonl):\d+/, "$1:LINE")
    .replace(/\bline \d+|\b\d+ lines/, "line(s) LINE");
}

function scriptOf(folder: string): string[] {
  const script = join(folder, "script.txt");
  return existsSync(script) ? readFileSync(script, "utf8").split("\n").filter(Boolean) : [];
}

function filesIn(folder: string): Files {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path)];
    }),
  );
}
