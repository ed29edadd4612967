/**
 * What looks like Markdown and is shown as text. A case is a folder in tests/content/stray: `told.md` gets exactly the lines of
 * `expected.txt`, and `quiet.md`, whose texts look alike, gets none. `UPDATE=1` writes what is expected again: read each line as
 * an editor who sees nothing else.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { createMarkdownRenderer } from "../../src/content/markdown.ts";
import { plainText } from "../../src/content/markdown-plain-text.ts";
import type { MarkdownContext } from "../../src/content/markdown-types.ts";
import { formatDiagnostic, sortDiagnostics } from "../../src/diagnostics.ts";
import { sv } from "../../src/strings/sv.ts";
import { growth, LINEAR } from "../support/processor-time.ts";
import "../support/sample.ts";

const CASES = join(import.meta.dirname, "stray");
const render = createMarkdownRenderer();

function context(imported = false): MarkdownContext {
  return {
    language: "sv",
    words: sv.markdown,
    firstLine: 1,
    imported,
    resolveLink: (href) => ({ kind: "message", href }),
    resolveImage: (href) => {
      const attachment = { file: href, address: href, bytes: 1 };
      return { kind: "image", attachment, href, width: 4, height: 3 };
    },
  };
}

function reported(markdown: string, imported = false): string[] {
  const { problems } = render(markdown, context(imported));
  return sortDiagnostics(problems.map((problem) => ({ file: "brev.md", ...problem }))).map(formatDiagnostic);
}

describe("each case", () => {
  const names = readdirSync(CASES);
  const read = (name: string, file: string): string => readFileSync(join(CASES, name, file), "utf8");

  test("there are cases", () => expect(names.length).toBeGreaterThan(20));

  test.each(names)("%s", (name) => {
    const lines = reported(read(name, "told.md")).map((line) => `${line}\n`);
    const expected = join(CASES, name, "expected.txt");
    if (process.env.UPDATE) writeFileSync(expected, lines.join(""));
    expect(lines.join("")).toBe(existsSync(expected) ? readFileSync(expected, "utf8") : "expected.txt is missing\n");
  });

  test.each(names)("nothing is said of what looks like %s", (name) =>
    expect(reported(read(name, "quiet.md"))).toEqual([]),
  );
});

test("a letter that was imported gets warnings only", () => {
  const [error] = reported("[mallen](en mall.pdf)");
  expect(reported("[mallen](en mall.pdf)", true)).toEqual([error?.replace(" error ", " warning ")]);
});

const PARTS = [
  "[a](",
  "[a] (",
  "[",
  "]",
  "](",
  ")",
  "(b)[",
  "![",
  "/x y.pdf",
  "https://a.se/",
  "www.a.se",
  "a@b.se",
  "tel:1 2",
  "<",
  ">",
  "`",
  "``",
  "*",
  "**",
  "_",
  "__",
  "~~",
  "\\",
  "\\*",
  "&amp;",
  "&",
  "-a",
  "- ",
  "1.A",
  "1. ",
  "2023. ",
  "#A",
  "## ",
  "---",
  "===",
  "|",
  "| a | b |\n",
  "|--|--|\n",
  "\t",
  "•\t",
  "[^1]",
  "[^1]: ",
  "[^2]",
  "{#a}",
  "{% a %}",
  "%%",
  "[[a]]",
  ":::",
  "> ",
  "    ",
  "  \n",
  "\n",
  "\n\n",
  "ord ",
  "Ord",
  "å",
  "🎉",
  " ",
  ".",
];
const text = fc.array(fc.constantFrom(...PARTS), { maxLength: 30 }).map((parts) => parts.join(""));

test("every place that is reported is in the text", () => {
  fc.assert(
    fc.property(text, (markdown) => {
      const lines = markdown.split("\n");
      for (const { line, column } of render(markdown, context()).problems) {
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
      }
    }),
    { numRuns: 700 },
  );
});

test("what is not hidden of a text is as it was written, and has the same place", () => {
  const parser = new MarkdownIt({ linkify: true });
  const all: string[][] = [];
  parser.core.ruler.after("inline", "test", ({ tokens }) => {
    for (const token of tokens) if (token.type === "inline") all.push([token.content, plainText(token)]);
  });
  fc.assert(
    fc.property(text, (markdown) => {
      all.length = 0;
      parser.parse(markdown, {});
      for (const [written = "", shown = ""] of all) {
        expect(shown.replace(/\uFFFC/g, (_, at: number) => written[at] ?? "")).toBe(written);
      }
    }),
    { numRuns: 700 },
  );
});

test.each<[string, (size: number) => string]>([
  ["broken links", (size) => "[a](b c.pdf) ".repeat(size)],
  ["beginnings of links", (size) => "[a](/b ".repeat(size)],
  ["brackets", (size) => "[a]( [b] (".repeat(size)],
  ["round brackets", (size) => `[a](/${"(".repeat(size)}`],
  ["reversed beginnings", (size) => "(a)[b ".repeat(size)],
  ["bold without an end", (size) => "**a ".repeat(size)],
  ["italics and code", (size) => "_a * `b` \\* ".repeat(size)],
  ["one word", (size) => "a".repeat(size * 10)],
  ["one long address", (size) => `[a](/${"b".repeat(size * 10)}`],
  ["one long attribute", (size) => `{#${"a".repeat(size * 10)} {:${"b".repeat(size * 10)}`],
  ["one long name in brackets", (size) => `[[${"a".repeat(size * 10)}`],
  ["one long host", (size) => `www.${"a.".repeat(size * 10)} a@${"a.".repeat(size * 10)}1`],
  ["one long bold text", (size) => `**${"a ".repeat(size * 10)}* *${"b ".repeat(size * 10)}_`],
  ["one long row", (size) => `a\t${"b\t".repeat(size * 10)}\nc`],
  ["half an address", (size) => "www.a.".repeat(size)],
  ["names without a host", (size) => "a.b@ ".repeat(size)],
  ["rows", (size) => "| a | b\n".repeat(size)],
  ["cells", (size) => `| a | b |\n|--|--|\n${"| a | b | c |\n".repeat(size)}`],
  ["one row of cells", (size) => `| a |\n|--|\n| ${"a | ".repeat(size)}`],
  ["tabs", (size) => "a\tb\n".repeat(size)],
  ["bullets", (size) => "•\ta\n".repeat(size)],
  ["dashes", (size) => "-a\nb\n".repeat(size)],
  ["numbers", (size) => "1.A\n".repeat(size)],
  ["notes that are missing", (size) => "[^a] ".repeat(size)],
  ["notes that nothing refers to", (size) => Array.from({ length: size }, (_, i) => `[^${i}]: a\n\n`).join("")],
  ["empty notes", (size) => Array.from({ length: size }, (_, i) => `[^${i}]:\n`).join("")],
  ["braces and comments", (size) => "{# {: {% %% [[a ".repeat(size)],
  ["lines with a backslash", (size) => "a\\ \n\\\\".repeat(size)],
  ["blanks", (size) => `a${" ".repeat(size * 10)}b  \n`.repeat(2)],
  ["headings by accident", (size) => "a.\n---\n\n".repeat(size)],
  ["code by accident", (size) => `a\n\n${"    En rad text.\n".repeat(size)}`],
])("a text of nothing but %s costs no more than its length", async (_name, markdown) => {
  expect(await growth((size) => render(markdown(size), context()), 1_000)).toBeLessThan(LINEAR);
});
