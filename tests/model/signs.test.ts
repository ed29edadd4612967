/** A text that is cut ends with a whole sign. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { createMarkdownRenderer } from "../../src/content/markdown.ts";
import { beginning, signsOf } from "../../src/model/signs.ts";
import { stringsFor } from "../../src/strings/strings.ts";

const sign = fc.oneof(
  fc.constantFrom("a", " ", "😀", "👩‍👩‍👧‍👦", "🇸🇪", "e\u0301", "å", "\r\n"),
  fc.string({ unit: "grapheme", maxLength: 1 }),
);

test("a beginning is made of whole signs, as many as fit", () => {
  fc.assert(
    fc.property(fc.array(sign), fc.nat(40), (parts, most) => {
      const text = parts.join("");
      const signs = signsOf(text);
      const cut = beginning(text, most);
      const count = signsOf(cut).length;
      expect(cut).toBe(signs.slice(0, count).join(""));
      expect(cut.length).toBeLessThanOrEqual(most);
      if (count < signs.length) expect(cut.length + (signs[count]?.length ?? 0)).toBeGreaterThan(most);
    }),
    { numRuns: 300 },
  );
});

test("an excerpt, which feeds, search and previews of links show, cuts no sign", () => {
  const words = stringsFor("sv")?.markdown;
  if (!words) throw new Error("there is no Swedish");
  const nothing = () => ({ kind: "fault", rule: "x", message: "x", hint: "x" }) as const;
  const context = { language: "sv", words, firstLine: 1, resolveLink: nothing, resolveImage: nothing };
  for (const family of ["👩‍👩‍👧‍👦", "e\u0301", "🇸🇪", "😀"]) {
    const { excerpt } = createMarkdownRenderer()(family.repeat(300), context).body;
    expect(excerpt.replace(/ …$/, "").replaceAll(family, "")).toBe("");
    expect(excerpt.length).toBeGreaterThan(200);
  }
});
