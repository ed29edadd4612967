/** Content folders as fast-check draws them: every kind of text and field, mostly with fit values, some of them odd. */
import fc, { type Arbitrary } from "fast-check";
import type { PublicationField, ValueField, ValueKind } from "../../src/model/field-kinds.ts";
import { ISSUE_FIELDS, NEWS_FIELDS, PAGE_FIELDS } from "../../src/model/publication-fields.ts";
import { isRecordKind, RECORDS, type RecordKind } from "../../src/model/record-fields.ts";
import type { Files } from "../support/sample.ts";

/** What breaks careless programs. */
const ODD = [
  "\ud800 x",
  "x\udc00",
  "\u0000",
  "\u0007",
  "\u001b[31m",
  "\u0085",
  "\u2028",
  "\u2029",
  "\u202e",
  "\ufeff",
  "\ufffe",
  "\uffff",
  "\u200d",
  "e\u0301\u0301",
  "👩‍👩‍👧‍👦",
  "שלום",
  "---",
  "]]>",
  "<script>",
  "{{ title }}",
  "{% raw %}",
  "__proto__",
  "constructor",
  "null",
  "%",
  "%ed%a0%80",
  "&#xd800;",
  "\\",
  "a\nb",
  " ",
  "",
] as const;
const word = fc.constantFrom("Brev", "våren", "möte", "2026", "åäö", "x", "a–b", "…", '"så"', "C&A", "😀", "é");
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(" "));
const odd = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.tuple(word, fc.constantFrom(...ODD)).map(([before, sign]) => before + sign),
);
/** A fit value nearly always, so that most of what is drawn is fit as a whole. */
const mostly = <T>(fit: Arbitrary<T>, unfit: Arbitrary<unknown> = odd): Arbitrary<unknown> =>
  fc.oneof({ arbitrary: fit, weight: 200 }, { arbitrary: unfit, weight: 1 });
const anyJson = fc.jsonValue({ maxDepth: 2 });

const date = fc.constantFrom("2026-01-14", "2026-02", 2025, "2024-02-29", "1999");
const language = fc.constantFrom("sv", "en", "fi", "se", "ar", "zh", "en-GB");
const url = fc.constantFrom("https://www.example.se/", "http://example.com/å?ä=ö#x", "https://xn--kpa-ula.example/a.PDF?x");
const VALUES: Readonly<Record<ValueKind, Arbitrary<unknown>>> = {
  text: fc.oneof({ arbitrary: words, weight: 5 }, { arbitrary: fc.string({ unit: "grapheme", minLength: 1 }), weight: 1 }),
  identifier: fc.oneof(fc.integer({ min: 1, max: 99 }), words),
  date,
  time: fc.oneof(date, fc.constantFrom("2026-03-01T13:00", "2027-10-31T02:30")),
  slug: fc.stringMatching(/^[a-z0-9]{1,3}(-[a-z0-9]{1,3}){0,2}(\/[a-z]{1,2})?$/),
  alias: fc.stringMatching(/^\/[A-Za-z0-9]{1,4}(\/[a-z0-9]{1,4}){0,2}\/?$/),
  language,
  email: fc.constantFrom("a@example.org", "å@exempel.se", "a.b+c@example.org"),
  phone: fc.constantFrom("0243-24 80 00", "+46 243 24 80 00", "112"),
  url,
  file: fc.constantFrom("plan.txt", "Årets plan.csv", "bild.gif"),
  organisation: fc.oneof(fc.constantFrom("exempelkommunen", "Exempel kommun"), words),
  topic: fc.constantFrom("odling", "cykling"),
  flag: fc.boolean(),
  integer: fc.integer(),
  amount: fc.oneof(fc.nat(), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })),
  currency: fc.constantFrom("SEK", "EUR", "XXX"),
  fileType: fc.constantFrom("pdf", "docx", "x"),
  system: fc.constantFrom("paloma", "mail"),
  checksum: fc.constant("0".repeat(64)),
};

const value = (kind: ValueKind): Arbitrary<unknown> => mostly(VALUES[kind], fc.oneof(odd, odd, anyJson));
const record = (kind: RecordKind): Arbitrary<unknown> => {
  const fields = Object.entries<ValueField>(RECORDS[kind]);
  const shape = fields.map(([name, field]) => {
    const one = value(field.kind);
    return [name, field.list ? fc.array(one, { minLength: 1, maxLength: 2 }) : one];
  });
  const requiredKeys = fields.filter(([, field]) => field.required).map(([name]) => name);
  const drawn = fc.record(Object.fromEntries(shape), { requiredKeys }) as Arbitrary<Record<string, unknown>>;
  // A document has an address or a file.
  // An event ends after it begins.
  if (kind === "event") return drawn.map(({ end, ...rest }) => (end === undefined ? rest : { ...rest, end: "2029-02-01" }));
  return kind === "document" ? drawn.map(({ file, ...rest }) => (rest.url === undefined ? { file, ...rest } : rest)) : drawn;
};
const field = ({ kind, many, register }: PublicationField<RecordKind>): Arbitrary<unknown> => {
  const made = isRecordKind(kind) ? record(kind) : value(kind);
  const one = register ? fc.oneof(made, fc.constant("alva-exempel")) : made;
  return many ? fc.array(one, { maxLength: 2 }) : one;
};

/** YAML as JSON, in which every sign can be written; sometimes a field as a line of its own or a text of several lines. */
const yaml = (fields: Readonly<Record<string, unknown>>): Arbitrary<string> =>
  fc.array(fc.constantFrom("json", "json", "plain", "block"), { minLength: 20, maxLength: 24 }).map((forms) =>
    Object.entries(fields)
      .filter(([, content]) => content !== undefined)
      .map(([key, content], index) => {
        const isWord = typeof content === "string" && /^[\p{L}][\p{L} –…]*$/u.test(content);
        if (isWord && forms[index] === "plain") return `${key}: ${content}\n`;
        if (isWord && forms[index] === "block") return `${key}: >-\n  ${content}\n`;
        return `${key}: ${JSON.stringify(content)}\n`;
      })
      .join(""),
  );

const frontMatter = (table: Readonly<Record<string, PublicationField<RecordKind>>>): Arbitrary<string> => {
  const entries = Object.entries(table);
  const shape = Object.fromEntries(entries.map(([name, declared]) => [name, field(declared)]));
  const requiredKeys = entries.filter(([name, { required }]) => required || name === "title").map(([name]) => name);
  return fc.record(shape, { requiredKeys }).chain((fields) => yaml(fields as Record<string, unknown>));
};

const PARTS = [
  "## Rubrik",
  "# Stor\n\n### Djup",
  "Ett stycke med *betoning*, **mer** och `kod`.",
  "- a\n- b\n  - c",
  "1. a\n2) b",
  "> citat\n> > djupare",
  "| a | b |\n|---|:-:|\n| 1 | 2 |",
  "[länk](https://www.example.se/) och [sida](/om-oss/#nytt)",
  "[a]: https://www.example.se/\n\n[a] [b][a] [c][a]",
  "![Bild](bild.gif)",
  "[Plan](plan.txt) <mailto:a@example.org> https://www.example.se/ä",
  "fot[^1]\n\n[^1]: noten [^1]",
  "```js\n{{ x }}\n```",
  "<b>html</b> <!-- x -->",
  "***",
  "Rad  \nrad\\\nrad",
  "&amp; &#0; &#xd800; &nbsp; &Aacute;",
  "[a](bild.gif) ![b](<bild.gif>)",
  "*".repeat(50),
  "[".repeat(50),
  "ord".repeat(200),
  "👩‍👩‍👧‍👦".repeat(30),
  "e\u0301".repeat(300),
  "[^x] [^x]: a\n[^y]: b",
  "::: x\n:::",
  "Term\n: Definition",
  "\tkod",
  "---\ntitle: x\n---",
] as const;
const body = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constantFrom(...PARTS), weight: 12 },
      { arbitrary: words, weight: 6 },
      // A lone surrogate cannot be in a file: it is written as U+FFFD.
      { arbitrary: fc.string({ unit: "binary", maxLength: 40 }), weight: 1 },
      { arbitrary: odd, weight: 1 },
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join("\n\n"));

const text = (table: Parameters<typeof frontMatter>[0]): Arbitrary<string> =>
  fc.tuple(frontMatter(table), body).map(([facts, content]) => `---\n${facts}---\n\n${content}\n`);

const GIF = Buffer.from("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==", "base64");
/** What letters refer to. */
const beside = (folder: string): Files => ({
  [`${folder}/plan.txt`]: "plan",
  [`${folder}/Årets plan.csv`]: "a;b\n1;2\n",
  [`${folder}/bild.gif`]: GIF,
});

const registerOf = (shape: Arbitrary<Record<string, unknown>>, fixed: Readonly<Record<string, unknown>>) =>
  fc
    .dictionary(mostly(fc.stringMatching(/^[a-z]{2,4}(-[a-z0-9]{1,3})?$/)).map(String), shape, { maxKeys: 2 })
    .chain((drawn) => yaml({ ...drawn, ...fixed }));
const named = fc.record({ name: value("text"), aliases: fc.array(value("text"), { maxLength: 1 }) }, { requiredKeys: ["name"] });
const EMPLOYER = { name: "Exempelkommunen", aliases: ["Exempel kommun"] };
const registers = fc.record(
  {
    "topics.yaml": registerOf(named, { odling: { name: "Odling" }, cykling: { name: "Cykling" } }),
    "organisations.yaml": registerOf(named, { exempelkommunen: EMPLOYER, provstiftelsen: { name: "Provstiftelsen" } }),
    "people.yaml": registerOf(record("contact") as Arbitrary<Record<string, unknown>>, {
      "alva-exempel": { name: "Alva Exempel" },
    }),
    "redirects.yaml": fc
      .dictionary(mostly(VALUES.alias).map(String), fc.constantFrom("/", "/om-oss/", "https://www.example.se/"), { maxKeys: 2 })
      .chain(yaml),
    "links.yaml": fc
      .dictionary(mostly(url).map(String), fc.constant({ check: false }), { maxKeys: 1 })
      .chain(yaml),
  },
  { requiredKeys: [] },
);
const site = fc
  .record(
    {
      shortName: value("text"),
      tagline: value("text"),
      introduction: value("text"),
      subscription: value("text"),
      timeZone: mostly(fc.constantFrom("Europe/Stockholm", "UTC")),
      address: mostly(fc.constantFrom("https://www.example.org/", "https://www.example.org/arkiv/")),
      language: mostly(fc.constantFrom("sv", "en")),
      search: fc.constant(false),
      pictures: fc.boolean(),
      footerNavigation: fc.constant([{ title: "Om oss", path: "/om-oss/" }]),
      colophon: fc.array(fc.record({ from: value("date"), text: value("text") }), { maxLength: 1 }),
    },
    { requiredKeys: ["address", "language", "introduction", "search"] },
  )
  .chain((fields) =>
    yaml({ name: "Föreningen Exempel", newsletter: { name: "Bladet" }, navigation: [], ...(fields as object) }),
  );

/** The files of a content folder, over those of the smallest one. */
export const anyContent: Arbitrary<Files> = fc
  .tuple(
    fc.array(text(ISSUE_FIELDS), { maxLength: 2 }),
    fc.array(text(NEWS_FIELDS), { maxLength: 1 }),
    fc.array(text(PAGE_FIELDS), { maxLength: 1 }),
    fc.option(registers, { nil: {}, freq: 3 }),
    fc.option(site, { nil: undefined, freq: 3 }),
  )
  .map(([issues, news, pages, registered, siteYaml]) => {
    const files = (folder: string, texts: readonly string[]): Files =>
      Object.fromEntries(texts.map((content, index) => [`${folder}/prov-${index}.md`, content]));
    return {
      ...beside("issues/2026"),
      ...beside("news"),
      ...beside("pages"),
      ...files("issues/2026", issues),
      ...files("news", news),
      ...files("pages", pages),
      ...(registered as Files),
      ...(siteYaml !== undefined && { "site.yaml": siteYaml }),
    };
  });
