/**
 * What is kept and what is dropped of a letter's HTML: a folder `cases/<name>` with `input.html`, the Markdown that must come of
 * it in `expected.md`, and where there are any, its repairs in `repairs.txt`. `UPDATE=1` rewrites the expected files.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { htmlToTree } from "../../../src/importers/html/html-to-tree.ts";
import type { LetterTree, SourceFile } from "../../../src/importers/importer.ts";
import { treeToMarkdown } from "../../../src/importers/markdown/tree-to-markdown.ts";
import { png } from "../command/support.ts";
import { PHOTOGRAPH } from "./our-html.ts";

const FOLDER = join(import.meta.dirname, "cases");
const FILES = new Map<string, SourceFile>(
  Object.entries({
    "bild.png": PHOTOGRAPH,
    "bilder/nära.png": PHOTOGRAPH,
    "cid:del1@example": PHOTOGRAPH,
    "ikon.png": png(32, 32),
    "punkt.png": png(1, 1),
    "tecken.svg": new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>'),
  }).map(([name, bytes]) => [name, { name, bytes }]),
);

const cases = readdirSync(FOLDER).sort();

it("there are cases for every rule", () => {
  expect(cases.length).toBeGreaterThanOrEqual(60);
});

it.each(cases)("%s", (name) => {
  const read = (file: string): string => {
    const path = join(FOLDER, name, file);
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  };
  const tree = htmlToTree(read("input.html"), { files: FILES, recipients: [] });
  const actual = { "expected.md": treeToMarkdown(tree.root), "repairs.txt": repairsOf(tree) };
  for (const [file, text] of Object.entries(actual)) {
    const path = join(FOLDER, name, file);
    if (process.env.UPDATE && text === "") rmSync(path, { force: true });
    else if (process.env.UPDATE) writeFileSync(path, text);
    expect(text, file).toBe(read(file));
  }
});

function repairsOf({ repairs }: LetterTree): string {
  return repairs
    .map(({ rule, about, find }) => `${rule}: ${about}${find === undefined ? "" : ` (${find})`}\n`)
    .join("");
}
