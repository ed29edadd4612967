/** Each `cases/<name>.txt` must become `cases/<name>.md`. `UPDATE=1` rewrites the expected files. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { treeToMarkdown } from "../../../src/importers/markdown/tree-to-markdown.ts";
import { textToTree } from "../../../src/importers/text/text-to-tree.ts";
import { growth, LINEAR } from "../../support/processor-time.ts";

const FOLDER = join(import.meta.dirname, "cases");
const cases = readdirSync(FOLDER).flatMap((file) => (file.endsWith(".txt") ? [file.slice(0, -4)] : []));

test("there are cases", () => {
  expect(cases.length).toBeGreaterThan(5);
});

test.each(cases)("%s", (name) => {
  const markdown = treeToMarkdown(textToTree(readFileSync(join(FOLDER, `${name}.txt`), "utf8")).root);
  const expected = join(FOLDER, `${name}.md`);
  if (process.env.UPDATE) writeFileSync(expected, markdown);
  expect(markdown).toBe(readFileSync(expected, "utf8"));
});

test("every way to end a line is one", () => {
  const tree = textToTree("a b c.\n\nd e f.");
  for (const end of ["\r\n", "\r", "\u2028"]) expect(textToTree(`a b c.${end}${end}d e f.`)).toEqual(tree);
});

/** Letters and digits of a tree, in order. A link whose text is not its address has held both. */
function words(node: object): string {
  if ("url" in node && "children" in node) {
    const text = (node.children as object[]).map(words).join("");
    const address = words({ value: String(node.url) });
    return ["", "https", "mailto"].some((scheme) => scheme + text === address) ? text : text + address;
  }
  if ("value" in node) return String(node.value).replace(/[^\p{L}\p{N}]/gu, "");
  return "children" in node ? (node.children as object[]).map(words).join("") : "";
}

test("no letter is lost, whatever the text looks like", () => {
  const part = fc.oneof(
    fc.stringMatching(/^[a-zåäöA-Z]{1,12}$/),
    fc.constantFrom(
      "\n",
      "\n\n",
      " ",
      ": ",
      "- ",
      "* ",
      "• ",
      "> ",
      '"',
      "”",
      "– ",
      ".",
      "===\n",
      "---\n",
      "\u00a0\n",
      "-- \n",
      "  ",
      "\t",
    ),
    fc.constantFrom("Kontakt\n", "anna@example.se", "https://www.example.se/", "<https://a.se>", "www.example.se"),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
      const text = parts.join("");
      expect(words(textToTree(text).root)).toBe(words({ value: text }));
    }),
    { numRuns: 3_000 },
  );
});

test.each<[string, number, (size: number) => string]>([
  ["one long line", 200_000, (size) => "a b ".repeat(size)],
  ["one long word", 1_000_000, (size) => "a".repeat(size)],
  ["short lines", 100_000, (size) => "kort\n".repeat(size)],
  ["blocks", 50_000, (size) => "kort\n\n".repeat(size)],
  ["items", 50_000, (size) => "- kort\n".repeat(size)],
  ["signs of mail addresses", 300_000, (size) => "@".repeat(size)],
  ["mail addresses without an end", 500, (size) => `${"a.".repeat(120)}@${"b.".repeat(120)} `.repeat(size)],
  ["addresses without an end", 50_000, (size) => "https://".repeat(size)],
  ["brackets after an address", 400_000, (size) => `https://a/${")".repeat(size)}`],
  ["nothing but spaces", 3_000_000, (size) => " ".repeat(size)],
  ["quotes in quotes", 800_000, (size) => ">".repeat(size)],
  ["quotes and answers", 20_000, (size) => "> x\ny\n".repeat(size)],
  ["quotation marks", 800_000, (size) => '"'.repeat(size)],
  ["lists in lists", 20_000, (size) => Array.from({ length: size }, (_, i) => `${" ".repeat(i % 40)}- x`).join("\n")],
  ["lead-ins", 50_000, (size) => "x:\n".repeat(size)],
  ["signatures", 50_000, (size) => "-- \n".repeat(size)],
])("a hostile text takes no more than its length: %s", async (_, size, text) => {
  expect(await growth((length) => textToTree(text(length)), size)).toBeLessThan(LINEAR);
});
