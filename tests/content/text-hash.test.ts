/** The hash of a text can grow: a field that does not exist yet changes no text that lacks it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePublication } from "../../src/content/parse-publication.ts";
import { canonical, secondForm, textHashes } from "../../src/content/text-hash.ts";
import type { PublicationField } from "../../src/model/field-kinds.ts";
import { fieldsWith } from "../../src/model/publication-fields.ts";
import { sv } from "../../src/strings/sv.ts";
import { letter, TODAY } from "../support/sample.ts";

function hashesOf(frontMatter: string, body = "Hej!") {
  const context = { language: "sv", paths: sv.paths, newsBase: "/nyheter/", timeZone: "UTC", today: TODAY };
  const { publication, diagnostics } = parsePublication("issue", "a.md", "a.md", letter(frontMatter, body), context);
  if (!publication) throw new Error(JSON.stringify(diagnostics));
  return textHashes(publication);
}

const PLAIN = "title: Brev\ndate: 2026-03\nslug: brev";

describe("the second form", () => {
  test.each([
    ["what is said by default", `${PLAIN}\nheld: true\ncontacts: []`],
    ["where it lies and how it is sorted", `${PLAIN}-2\ntopics: [a]\naliases: [/b/]\nupdated: 2026-04`],
    ["the order of keys and white space", "slug: brev\ndate:   2026-03\ntitle: 'Brev '"],
  ])("does not count %s", (_what, frontMatter) =>
    expect(hashesOf(frontMatter).textHash).toBe(hashesOf(PLAIN).textHash),
  );

  test("counts every other field, and what is in a group", () => {
    const contact = (more: string) => `${PLAIN}\ncontacts:\n  - name: Alva${more}`;
    const texts = [
      PLAIN,
      `${PLAIN}\nheld: false`,
      `${PLAIN}\nsummary: Kort.`,
      contact(""),
      contact("\n    phone: 0243-24 80 00"),
      contact("\n    phone: 0243-24 80 01"),
    ];
    expect(new Set(texts.map((text) => hashesOf(text).textHash)).size).toBe(texts.length);
    expect(new Set(texts.map((text) => hashesOf(text).firstFormHash)).size).toBe(texts.length);
  });

  test("is the same with a field more that a text does not have, and another with one that it has", () => {
    const pairs = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.jsonValue()), {
      selector: ([name]) => name,
    });
    fc.assert(
      fc.property(pairs, fc.string(), fc.string({ minLength: 1 }), (values, body, value) => {
        const present = values.map(([name, each]): [string, string] => [name, canonical(each)]);
        expect(secondForm([...present].reverse(), body)).toBe(secondForm(present, body));
        expect(secondForm([...present, ["newField", `"x${value}"`]], body)).not.toBe(secondForm(present, body));
      }),
      { numRuns: 200 },
    );
  });

  test("says which form it is, so that a version can be a file of that name on every system", () =>
    expect(hashesOf(PLAIN).textHash).toMatch(/^2-[0-9a-f]{64}$/));
});

describe("the first form", () => {
  test.each([
    ["", "e2cb68aec3977ae145dceee895dd7a86d738c5f295deb4c7be4db3aeb87c263f"],
    [
      "contacts: []\nheld: false\nsummary: ' Ett  kort. '",
      "ddb82a7d560a99dedf2c11218770773487a902bad4295ee068aa6b41af901512",
    ],
    [
      "events:\n  - {start: 2026-05-01, title: Möte}",
      "328ad857b41fdd4be1c43933c33c3e8d692ad6647fcb13683d1d32e7398d826c",
    ],
  ])("of a letter with %j is what ledgers hold", (more, hash) =>
    expect(hashesOf(`${PLAIN}\n${more}`).firstFormHash).toBe(hash),
  );
});

describe("whether a field counts", () => {
  test("is said by every field, or it does not compile", () => {
    // @ts-expect-error hashed is missing
    const undecided: PublicationField<never> = { kind: "text", shown: "head", kept: "lists" };
    expect(undecided).toBeDefined();
  });

  test("is the answer that it was: another would make published texts silent edits", () =>
    expect(fieldsWith("hashed", true)).toEqual([
      "title",
      "heading",
      "number",
      "date",
      "language",
      "held",
      "summary",
      "contacts",
      "steeringGroup",
      "leadership",
      "funding",
      "documents",
      "events",
    ]));
});
