/** Each `cases/<name>.txt` must become `cases/<name>.md`. `UPDATE=1` rewrites the expected files. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { treeToMarkdown } from "../../../src/importers/markdown/tree-to-markdown.ts";
import { textToTree } from "../../../src/importers/text/text-to-tree.ts";

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
