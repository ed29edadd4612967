/** Language tags after RFC 5646, and the direction of writing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languageFault } from "../../src/content/language-fault.ts";
import { directionOf, languageAttributes, languageTag } from "../../src/model/language.ts";

describe("a language tag is taken in its usual letters", () => {
  test.each([
    ["sv", "sv"],
    ["sr-Latn", "sr-Latn"],
    ["ZH-hant-tw", "zh-Hant-TW"],
    ["zh-Hans-CN", "zh-Hans-CN"],
    ["es-419", "es-419"],
    ["EN-us", "en-US"],
    ["sl-rozaj-biske-1994", "sl-rozaj-biske-1994"],
    ["de-ch-1901", "de-CH-1901"],
    ["zh-yue-HK", "yue-HK"],
    ["zh-min-nan", "nan"],
    ["de-DE-u-co-PHONEBK", "de-DE-u-co-phonebk"],
    ["sv-x-Lattlast-x-a", "sv-x-lattlast-x-a"],
    ["en-a-bbb-x-a-ccc", "en-a-bbb-x-a-ccc"],
  ])("%s", (written, tag) => {
    expect(languageTag(written)).toBe(tag);
    expect(languageTag(tag)).toBe(tag);
    expect(languageFault(written)).toBeUndefined();
  });

  test("and every one has a name, or at least can be asked for one", () => {
    const part = (letters: string, minLength: number, maxLength: number) =>
      fc.string({ unit: fc.constantFrom(...letters), minLength, maxLength });
    const [a, x] = ["abcxyzABZ", "abcx019Z"];
    const tags = fc
      .tuple(part(a, 2, 3), fc.array(fc.oneof(part(a, 2, 4), part(x, 1, 8), part("019", 3, 3)), { maxLength: 5 }))
      .map(([language, rest]) => [language, ...rest].join("-"));
    fc.assert(
      fc.property(tags, (written) => {
        const tag = languageTag(written);
        if (tag === undefined) return;
        expect(languageTag(tag)).toBe(tag);
        expect(() => new Intl.Locale(tag)).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("anything else is refused, with what to write", () => {
  test.each([
    ["svenska", "sv"],
    ["Engelska", "en"],
    ["swe", "sv"],
    ["eng-GB", "en-GB"],
    ["sv_SE", "sv-SE"],
    ["zh Hant", "zh-Hant"],
    ["en-USA", "en-US"],
    ["dk", "da"],
    ["Arabic", "ar"],
    ["toString", undefined],
    ["constructor", undefined],
    ["i-klingon", undefined],
    ["x-own", undefined],
    ["", undefined],
    ["sl-rozaj-rozaj", undefined],
    ["en-a-bb-a-cc", undefined],
    ["sv-", undefined],
    ['sv" onload="x', undefined],
    ["sv\n", "sv"],
  ])("%j", (written, meant) => {
    const hint = languageFault(written)?.hint;
    if (meant === undefined) expect(hint).toContain("sv, en, fi, se");
    else expect(hint).toBe(`write ${meant}`);
  });
});

describe("the direction is that of the script", () => {
  test.each([
    ["rtl", "ar fa he ur ckb yi ps dv ug sd nqo az-Arab pa-Arab ku-IQ pa-PK ar-EG he-x-own sr-Hebr-RS"],
    ["ltr", "sv en zh-Hant ar-Latn az pa ku ug-Cyrl uz es-419 sd-IN x"],
  ])("%s", (direction, tags) => {
    for (const tag of tags.split(" ")) expect([tag, directionOf(tag)]).toEqual([tag, direction]);
  });

  test("and stands where it is another than around", () => {
    expect(languageAttributes("en", "sv")).toBe(' lang="en"');
    expect(languageAttributes("ar", "sv")).toBe(' lang="ar" dir="rtl"');
    expect(languageAttributes("sv", "ar")).toBe(' lang="sv" dir="ltr"');
    expect(languageAttributes("fa", "ar")).toBe(' lang="fa"');
  });
});
