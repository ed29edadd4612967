/** Our rules for footnotes give what those of the package give, in time that grows with the length of a text. */
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import footnotes from "markdown-it-footnote";
import { expect, test } from "vitest";
import { addFootnotes } from "../../src/content/markdown-footnotes.ts";
import { growth, LINEAR } from "../support/processor-time.ts";

const ours = new MarkdownIt();
addFootnotes(ours);
const theirs = new MarkdownIt().use(footnotes);
theirs.disable("footnote_inline");

const PARTS = [
  "[^a]",
  "[^b]",
  "[^å-1]",
  "[^a]: ",
  "[^b]: ",
  "\n[^b]:",
  "[^",
  "]",
  "^[x]",
  "x",
  " ",
  "\n",
  "\n\n",
  "    ",
  "> ",
  "- ",
  "`",
  "*",
  "[a](",
  ")",
  "\\",
];

test("every text", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PARTS), { maxLength: 30 }), (parts) => {
      const text = parts.join("");
      expect(ours.render(text)).toBe(theirs.render(text));
    }),
    { numRuns: 3_000 },
  );
});

test.each<[string, (size: number) => string]>([
  ["notes", (size) => Array.from({ length: size }, (_, i) => `x[^${i}]\n\n[^${i}]: y\n`).join("\n")],
  ["uses of a note", (size) => `[^a]: b\n\n${"[^a] ".repeat(size)}`],
  ["beginnings of uses", (size) => `[^a]: b\n\n${"[^".repeat(size)}`],
])("a text of nothing but %s", async (_name, text) => {
  expect(await growth((size) => ours.render(text(size)), 3_000)).toBeLessThan(LINEAR);
});
