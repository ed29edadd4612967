/** The mark of a passage's language lets nothing but a language through, in time that grows with the length of a text. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { createParser } from "../../src/content/markdown-parser.ts";
import { languageTag } from "../../src/model/language.ts";
import { growth, LINEAR } from "../support/processor-time.ts";

const parser = createParser("sv");

const PARTS = [
  "[",
  "]",
  "{lang=en}",
  "{lang=ar}",
  '{lang=en" onclick=x}',
  "{lang=",
  "}",
  "a",
  " ",
  "\n",
  "*",
  "`",
  "![",
  "(b)",
  "[a](b)",
  "[c]: d",
  "\\",
  "<",
  ">",
  '"',
  "|",
];

test("no other attribute comes of any text, and every passage ends where it may", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PARTS), { maxLength: 25 }), (parts) => {
      const html = parser.render(parts.join(""), { words: {}, tables: 0 });
      const open: string[] = [];
      for (const [tag, end, name = ""] of html.matchAll(/<(\/)?([a-z][a-z0-9]*)[^>]*?>/g)) {
        if (["img", "br", "hr"].includes(name)) continue;
        if (end) expect(open.pop()).toBe(name);
        else open.push(name);
        if (name !== "span" || end) continue;
        const [, language = ""] = /^<span lang="([^"]*)">$/.exec(tag) ?? [];
        expect(languageTag(language)).toBe(language);
      }
      expect(open).toEqual([]);
    }),
    { numRuns: 3_000 },
  );
});

test.each<[string, (size: number) => string]>([
  ["passages", (size) => "[a]{lang=en} ".repeat(size)],
  ["passages in passages", (size) => `${"[a ".repeat(size)}${"]{lang=en}".repeat(size)}`],
  ["brackets before a mark", (size) => `${"[".repeat(size)}a]{lang=en}`],
  ["marks without a bracket", (size) => "]{lang=en}".repeat(size)],
  ["links before a mark", (size) => `${"[a](b) [".repeat(size)}]{lang=en}`],
  ["a long tag", (size) => `[a]{lang=en-${"x-".repeat(size)}}`],
])("%s", async (_, text) => {
  expect(await growth((size) => parser.render(text(size), { words: {}, tables: 0 }), 2_000)).toBeLessThan(LINEAR);
});
