/** Everything we write, we can read back. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatIssue } from "../../src/content/format-issue.ts";
import { readFrontMatter } from "../../src/content/front-matter.ts";
import { type IssueFrontMatter, issueSchema } from "../../src/content/issue-schema.ts";
import { parsePublication } from "../../src/content/parse-publication.ts";
import { formatDiagnostic } from "../../src/diagnostics.ts";
import { sv } from "../../src/strings/sv.ts";
import { TODAY } from "../support/sample.ts";

const CONTEXT = { language: "sv", paths: sv.paths, newsBase: "/nyheter/", timeZone: "UTC", today: TODAY };

/** What YAML reads as something else than text, ends early, or trips over. */
const HARD_STRINGS = [
  "null",
  "Null",
  "~",
  "true",
  "yes",
  "no",
  "012",
  "0o17",
  "0x1F",
  "1e3",
  "12:30",
  "2023",
  "2023-09",
  "2023-09-14",
  "1_000",
  ".inf",
  "-",
  "- punkt",
  "?",
  "? fråga",
  ":",
  "Nyhetsbrev: mars",
  "kolon:",
  "text # inte en kommentar",
  "#",
  "'enkla'",
  '"dubbla"',
  "it's",
  'Han sa: "nej"',
  "\\n är inte en rad",
  "*stjärna*",
  "&ampersand",
  "!utrop",
  "@alva",
  "`kod`",
  "%rabatt",
  "{klammer}",
  "[hake]",
  "|",
  ">",
  "---",
  "...",
  "--- text",
  "<<",
  "__proto__",
  "constructor",
  "rad ett\nrad två",
  "rad ett\n\nrad tre",
  "rad\n  indragen\nrad",
  "rad\n---\nrad",
  "tabb\tinuti",
  "🎉 fest 👩‍👩‍👧",
  "cafe\u0301",
  "hårt\u00a0blanksteg",
  "a\u2028b",
  "x".repeat(300),
  "ord ".repeat(100).trim(),
];

/** Text as a schema takes it: not empty, and no space around it, which reading removes. */
const someText = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(...HARD_STRINGS) },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.constantFrom(..." \n\t:#-'\"|>{}[]&*!%@`,?\\åÖ0a=~<"), { minLength: 1, maxLength: 30 })
        .map((characters) => characters.join("")),
    },
  )
  .map((text) => text.trim())
  .filter((text) => text !== "");

const two = (value: number): string => String(value).padStart(2, "0");
const year = fc.integer({ min: 1000, max: 2025 });
const month = fc.integer({ min: 1, max: 12 });
const day = fc.integer({ min: 1, max: 28 });
const someDate = fc.oneof(
  year.map(String),
  fc.tuple(year, month).map(([y, m]) => `${y}-${two(m)}`),
  fc.tuple(year, month, day).map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`),
);
const someTime = fc.oneof(
  someDate,
  fc
    .tuple(year, month, day, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([y, m, d, hour, minute]) => `${y}-${two(m)}-${two(d)}T${two(hour)}:${two(minute)}`),
);
const someId = fc.stringMatching(/^[a-z0-9]{1,8}(?:-[a-z0-9]{1,8}){0,2}$/);
const someEmail = someId.map((id) => `${id}@example.org`);
// Without spaces it is text that looks like a number to YAML.
const somePhone = fc.constantFrom("0243248000", "0243-24 80 00", "+46243248000", "+46 243 24 80 00", "1177");
const someUrl = someId.map((id) => `https://www.example.org/${id}?a=1&b=å#c`);

/** An object that has any of its optional keys, and never a key without a value. */
function record<T extends Record<string, fc.Arbitrary<unknown>>>(model: T, required: (keyof T)[]) {
  return fc.record(model, { requiredKeys: required as never[] });
}

const frontMatter = record(
  {
    title: someText,
    heading: someText,
    number: fc.oneof(fc.integer({ min: 0, max: 999 }), someText),
    date: someDate,
    updated: someDate,
    corrections: fc.array(fc.record({ date: someDate, text: someText }), { minLength: 1, maxLength: 3 }),
    slug: someId.filter((id) => !/^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(id)),
    language: fc.constantFrom("sv", "en", "fi", "en-GB"),
    draft: fc.boolean(),
    held: fc.boolean(),
    summary: someText,
    contacts: fc.array(
      fc.oneof(
        someId,
        record({ name: someText, email: someEmail, phone: somePhone, organisation: someText, role: someText }, [
          "name",
        ]),
      ),
      { maxLength: 3 },
    ),
    steeringGroup: fc.array(record({ organisation: someText, name: someText, role: someText }, ["organisation"]), {
      maxLength: 3,
    }),
    leadership: fc.array(record({ name: someText, organisation: someText, role: someText }, ["name", "organisation"]), {
      maxLength: 3,
    }),
    funding: fc.array(
      record(
        {
          amount: fc.oneof(
            fc.nat(),
            fc.double({ min: 0, max: 1e9, noNaN: true, noDefaultInfinity: true }).map(Math.abs),
          ),
          currency: fc.constantFrom("SEK", "EUR"),
          funders: fc.array(someText, { minLength: 1, maxLength: 3 }),
          recipient: someText,
          period: someText,
          note: someText,
        },
        ["amount", "currency", "funders"],
      ),
      { maxLength: 2 },
    ),
    documents: fc.array(
      fc.oneof(
        record({ title: someText, url: someUrl, type: fc.constantFrom("pdf", "docx"), language: fc.constant("en") }, [
          "title",
        ]),
        record({ title: someText, file: someText }, ["title", "file"]),
      ),
      { maxLength: 3 },
    ),
    topics: fc.array(someId, { maxLength: 3 }),
    events: fc.array(
      record({ title: someText, start: someTime, end: someTime, place: someText, url: someUrl }, ["title", "start"]),
      { maxLength: 3 },
    ),
    source: record(
      {
        system: someId,
        cid: fc.oneof(fc.nat(), someText),
        mid: fc.oneof(fc.nat(), someText),
        url: someUrl,
        file: someText,
        sha256: fc.constant("0123456789abcdef".repeat(4)),
      },
      ["system"],
    ),
    aliases: fc.array(
      someId.filter((id) => !/^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(id)).map((id) => `/gammal/${id}/`),
      { maxLength: 3 },
    ),
  },
  ["title", "date"],
).map((value) => withOrderedTimes(value as unknown as IssueFrontMatter));

/** An event may be refused for ending before it begins; that is not what is looked at here. */
function withOrderedTimes(written: IssueFrontMatter): IssueFrontMatter {
  if (!written.events) return written;
  const events = written.events.map((event) => {
    const { start, end } = event;
    return end !== undefined && String(end) < String(start) ? { ...event, start: end, end: start } : event;
  });
  return { ...written, events };
}

const someBody = fc.oneof(
  fc.constantFrom("", "Hej!", "---\n\nEn linje först", "## Rubrik\n\n---\n\ntext", "---js\n1\n---", "+++", "{{ 7*7 }}"),
  fc
    .array(fc.oneof(fc.constantFrom(...HARD_STRINGS), fc.string({ unit: "grapheme", maxLength: 40 })), { maxLength: 8 })
    .map((lines) => lines.join("\n")),
);

describe("formatIssue and reading are each other's inverse", () => {
  test("for any front matter that is valid, and any body", () => {
    fc.assert(
      fc.property(frontMatter, someBody, (written, body) => {
        const expected = issueSchema.parse(written);
        const text = formatIssue(written, body);
        const { publication, diagnostics } = parsePublication("issue", "issues/x.md", "issues/x.md", text, CONTEXT);
        // A title without a letter in it needs a slug; that is not what is looked at here.
        const faults = diagnostics.filter(({ rule }) => rule !== "slug");
        expect(faults.map(formatDiagnostic)).toEqual([]);
        if (diagnostics.length === 0) {
          expect(publication?.fields).toEqual(expected);
          expect(publication?.body.trim()).toBe(body.trim());
        }
      }),
      { numRuns: 400 },
    );
  });

  test("writing what was read gives the same text again", () => {
    fc.assert(
      fc.property(frontMatter, someBody, (written, body) => {
        const text = formatIssue(written, body);
        const { data, body: bodyRead } = readFrontMatter(text);
        expect(formatIssue(data as IssueFrontMatter, bodyRead)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  test.each(HARD_STRINGS.map((text) => [JSON.stringify(text).slice(0, 60), text]))(
    "the text %s stays itself",
    (_n, hard) => {
      const written = { title: hard, date: "2023", slug: "x", summary: hard, number: hard };
      const { publication, diagnostics } = parsePublication(
        "issue",
        "x.md",
        "x.md",
        formatIssue(written, hard),
        CONTEXT,
      );
      expect(diagnostics.map(formatDiagnostic)).toEqual([]);
      expect(publication?.fields).toMatchObject({ title: hard, summary: hard, number: hard, date: "2023" });
      expect(publication?.body.trim()).toBe(hard.trim());
    },
  );

  test("comments for the editor are ignored when read, whatever stands in them", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("", "summary: x", "- x", "---", "# x", "'", "{")), (comment) => {
        const { data, problems } = readFrontMatter(formatIssue({ title: "T", date: "2023" }, "Hej", comment));
        expect(problems).toEqual([]);
        expect(data).toMatchObject({ title: "T" });
      }),
    );
  });

  test("keys come in one order, whatever order they were given in", () => {
    const one = formatIssue({ title: "T", date: "2023", slug: "s", summary: "x" }, "Hej");
    const other = formatIssue({ summary: "x", slug: "s", date: "2023", title: "T" }, "Hej");
    expect(one).toBe(other);
  });

  test("the same value twice is written out twice, never as an anchor", () => {
    const contact = { name: "Alva Exempel" };
    const text = formatIssue({ title: "T", date: "2023", contacts: [contact, contact] }, "Hej");
    expect(text).not.toMatch(/[&*]a\d/);
    expect(readFrontMatter(text).problems).toEqual([]);
  });

  test("every field of the schema is written: none is lost on the way", () => {
    const keys = Object.keys(issueSchema.shape);
    fc.assert(
      fc.property(frontMatter, (written) => {
        const { data } = readFrontMatter(formatIssue(written, ""));
        expect(Object.keys(data as object).sort()).toEqual(Object.keys(written).sort());
      }),
      { numRuns: 50 },
    );
    // The generator above knows every field, so that a new one cannot be forgotten here.
    const generated = new Set(fc.sample(frontMatter, { numRuns: 200, seed: 1 }).flatMap((value) => Object.keys(value)));
    expect([...generated].sort()).toEqual([...keys].sort());
  });
});
