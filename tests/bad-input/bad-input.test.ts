/**
 * What an editor reads about each mistake. A case is a folder with the files that are laid over tests/sample/minimal and
 * `expected.txt` with every line that is then reported; a new case needs no code. `UPDATE=1 npx vitest run tests/bad-input`
 * writes the expected lines again: read each of them as an editor who knows no programming.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, contentFolder, MINIMAL } from "../support/sample.ts";

const CASES = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe("every case of bad input gets exactly the lines it should", () => {
  test("there are cases", () => expect(CASES.length).toBeGreaterThan(100));

  test.each(CASES)("%s", async (name) => {
    const folder = join(import.meta.dirname, name);
    const { lines } = await check(overlaid(join(folder, "content")));
    const text = lines.map((line) => `${line}\n`).join("");
    const expected = join(folder, "expected.txt");
    if (process.env.UPDATE) writeFileSync(expected, text);
    expect(text).toBe(existsSync(expected) ? readFileSync(expected, "utf8") : "expected.txt is missing\n");
  });
});

function overlaid(overlay: string): string {
  const files = readdirSync(overlay, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return contentFolder(
    MINIMAL,
    Object.fromEntries(
      files.map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(overlay.length + 1), readFileSync(path)];
      }),
    ),
  );
}
