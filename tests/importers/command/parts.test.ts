/** The parts of the command that are easier to try one by one. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../../src/hash.ts";
import { datesAgree, hashOfWords, ownIdentities } from "../../../src/importers/identity.ts";
import { formatImported, type ImportedNotes, readImported } from "../../../src/importers/imported.ts";
import { KINDS, REPAIR_RULES } from "../../../src/importers/importer.ts";
import { issueNames } from "../../../src/importers/name-issue.ts";
import type { Outcome } from "../../../src/importers/outcome.ts";
import type { PlacedRepair } from "../../../src/importers/place-repairs.ts";
import { placeRepairs } from "../../../src/importers/place-repairs.ts";
import { reportWords } from "../../../src/importers/repairs.ts";
import { htmlReport } from "../../../src/importers/report-html.ts";
import { markdownReport } from "../../../src/importers/report-markdown.ts";
import { ROOT, temporaryFolder } from "../../support/sample.ts";

describe("names", () => {
  const first = (name: string, date: string | undefined, slug: string) =>
    issueNames(name, date, slug, "sv").next().value;
  test.each([
    ["2023-09-udd-enter", "2023-09", "september", "2023-09-udd-enter"],
    ["2023-09-14-brev", "2023-09-14", "brev", "2023-09-14-brev"],
    ["2023-brev", "2023-09-14", "brev", "2023-09-14-brev"],
    ["2023-09-14-brev", "2023-09", "brev", "2023-09-14-brev"],
    ["20230914 Brev", "2023-09-14", "brev", "2023-09-14-brev"],
    ["2023-09", "2023-09", "september", "2023-09-september"],
    ["Höstens nyheter", "2023-09-14", "hosten", "2023-09-14-hostens-nyheter"],
    ["2019 års brev", "2023-09", "x", "2023-09-2019-ars-brev"],
    ["../../etc/passwd", "2023", "x", "2023-etc-passwd"],
    ["", "2023-09", "september", "2023-09-september"],
    ["", undefined, "september", "september"],
    ["con", undefined, "x", "brev-con"],
    ["???", undefined, "", "brev"],
  ])("%j of %s is %s", (name, date, slug, expected) => {
    expect(first(name, date, slug)).toBe(expected);
  });

  test("never end, and never come twice", () => {
    const names = issueNames("Brev", "2023-09", "september", "sv");
    const taken = Array.from({ length: 50 }, () => names.next().value);
    expect(taken.slice(0, 4)).toEqual(["2023-09-brev", "2023-09-brev-september", "2023-09-brev-2", "2023-09-brev-3"]);
    expect(new Set(taken).size).toBe(50);
  });
});

describe("identity", () => {
  test("words are the same however they are set, linked and illustrated", () => {
    const words = "ett två tre fyra fem sex sju åtta nio tio".split(" ");
    const set = [
      (word: string) => word,
      (word: string) => `**${word}**`,
      (word: string) => `\n\n## ${word.toUpperCase()}\n\n`,
      (word: string) => `[${word}](https://www.example.se/?a=1&b=ord)`,
      (word: string) => `- ${word}\\!`,
      (word: string) => `${word}, <https://www.example.se/b>`,
      (word: string) => `![en bild](bild-1.png) ${word}`,
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words), { minLength: 25 }),
        fc.infiniteStream(fc.constantFrom(...set)),
        (text, styles) => {
          const styled = text.map((word) => styles.next().value(word)).join(" ");
          return (
            hashOfWords(styled) === hashOfWords(text.join(" ")) && hashOfWords(`${styled} till`) !== hashOfWords(styled)
          );
        },
      ),
    );
    expect(hashOfWords("Hej! Brevet kommer nästa vecka.")).toBeUndefined();
  });

  test.each([
    ["2023-09", "2023-09-14", true],
    ["2023", "2023-09", true],
    [undefined, "2023-09", true],
    ["2023-09-14", "2023-09-15", false],
    ["2023-10", "2023-09-14", false],
  ])("dates %s and %s agree: %s", (a, b, agree) => {
    expect(datesAgree(a, b)).toBe(agree);
    expect(datesAgree(b, a)).toBe(agree);
  });

  test("front matter tells it, whatever kind its values are of", () => {
    expect(ownIdentities({ system: "paloma", cid: 15132, mid: "766449" })).toEqual(["paloma:15132/766449"]);
    expect(ownIdentities({ system: "mail", id: "<1@x.se>" })).toEqual(["mail:<1@x.se>"]);
    expect(ownIdentities({ system: "mail", id: ["x"], cid: {}, mid: null })).toEqual([]);
    expect(ownIdentities({})).toEqual([]);
  });
});

test("notes are the same text whatever the order, and come back the same", () => {
  const folder = temporaryFolder();
  const entry = (text: string) => ({
    identities: [`mail:${text}`, "a"],
    original: sha256(text),
    words: sha256(`${text} ord`),
    written: sha256(`${text} fil`),
    files: { "b.png": sha256("b"), "a.png": sha256("a"), __proto__x: sha256("c") },
  });
  const entries = ["ö", "z", "a", "constructor", "10", "9"].map((name) => [`issues/${name}.md`, entry(name)] as const);
  const notes: ImportedNotes = new Map(entries);
  const text = formatImported(notes);
  expect(formatImported(new Map([...entries].reverse()))).toBe(text);
  mkdirSync(join(folder, "content"));
  writeFileSync(join(folder, "content/.imported.json"), text);
  const read = readImported(join(folder, "content"));
  expect(read.isDamaged).toBe(false);
  expect(formatImported(read.notes)).toBe(text);
});

describe("lines of repairs", () => {
  const text = "---\ntitle: här\ndate: 2023\n---\n\nLäs [här](a) och [här](b).\n\nOch [här](a) igen.\n";
  test.each([
    ["the first place in the body", [["link-text", "[här](a)"]], [6]],
    [
      "the second repair, the second place",
      [
        ["link-text", "[här]("],
        ["link-text", "[här]("],
        ["link-text", "[här]("],
      ],
      [6, 6, 8],
    ],
    [
      "another rule begins again",
      [
        ["link-text", "[här]("],
        ["redirect-unresolved", "[här]("],
      ],
      [6, 6],
    ],
    ["front matter where the body has none", [["title-unknown", "title: här"]], [2]],
    ["nowhere", [["link-text", "[finns inte]"]], [undefined]],
    ["the whole letter", [["date-unknown", undefined]], [undefined]],
  ] as const)("%s", (_name, repairs, lines) => {
    const placed = placeRepairs(
      text,
      repairs.map(([rule, find]) => ({ rule, about: "", ...(find !== undefined && { find }) })),
    );
    expect(placed.map(({ line }) => line)).toEqual(lines);
  });
});

describe("words", () => {
  test.each(["sv", "en", "fi"])("every rule has its own in %s", (language) => {
    const { rules } = reportWords(language);
    expect(Object.keys(rules).sort()).toEqual([...REPAIR_RULES].sort());
    expect(new Set(Object.values(rules).map(({ title }) => title)).size).toBe(REPAIR_RULES.length);
    for (const { todo } of Object.values(rules)) expect(todo).toMatch(/\.$/);
  });

  test("the report quotes letters so that nothing in them is markup", () => {
    const about = "`<img src=x onerror=alert(1)>` ``| **x** \n# rubrik";
    const outcome = { place: "a.eml", status: "imported", repairs: [{ rule: "link-text", about }] } as const;
    const report = markdownReport([outcome], "sv");
    expect(report).toContain("``` `<img src=x onerror=alert(1)>` ``| **x** # rubrik ```");
    expect(report.split("\n").some((line) => line.startsWith("# rubrik"))).toBe(false);
    expect(htmlReport([outcome], "sv")).not.toContain("<img");
  });

  test("a fault is said once, counted, the worst first, and a letter has one line of each", () => {
    const outcomes = ["a", "b", "c"].map((name): Outcome => {
      const repairs: PlacedRepair[] = [
        ...[3, 4, 5].map((line) => ({ rule: "link-text", about: `${name}${line}`, line }) as const),
        { rule: "link-text", about: "här", line: 6 },
        { rule: "picture-missing", about: "logo.png" },
      ];
      return { place: `${name}.eml`, status: "imported", file: `${name}.md`, repairs };
    });
    const failed = ["d", "e"].map((name) => ({ place: name, status: "failed", why: "broken", repairs: [] }) as const);
    const lines = markdownReport([...outcomes, ...failed], "en").split("\n");
    expect(lines.filter((line) => /^[#-]/.test(line))).toEqual([
      "# To mend after the import",
      "## Picture that is missing (3)",
      "- `logo.png` (3): `a.md`, `b.md`, `c.md`",
      "## Link text that does not say where the link leads (12)",
      "- `här` (3): `a.md:6`, `b.md:6`, `c.md:6`",
      "- `a.md`: line 3 `a3`, line 4 `a4`, line 5 `a5`",
      "- `b.md`: line 3 `b3`, line 4 `b4`, line 5 `b5`",
      "- `c.md`: line 3 `c3`, line 4 `c4`, line 5 `c5`",
      "## What was not imported (2)",
      "- `failed: broken` (2): `d`, `e`",
    ]);
  });

  test("the guide has every rule and every kind, in both languages", () => {
    const [swedish = "", english = ""] = readFileSync(join(ROOT, "docs/import.md"), "utf8").split(
      "\n# Import old letters\n",
    );
    for (const guide of [swedish, english]) {
      for (const rule of REPAIR_RULES) expect(guide).toContain(`\`${rule}\``);
      for (const kind of KINDS) expect(guide).toContain(kind);
      for (const option of ["--dry-run", "--report", "--update", "--keep-original", "--from", "--into"])
        expect(guide).toContain(option);
    }
  });
});
