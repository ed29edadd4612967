/** A fact is written once and shown in three places: beside the text on its page, in its feed entry, in search. */
import { beforeAll, describe, expect, test } from "vitest";
import { formatIssue } from "../../src/content/format-issue.ts";
import type { IssueFrontMatter } from "../../src/content/issue-schema.ts";
import { loadArchive } from "../../src/content/load-archive.ts";
import { createRecords } from "../../src/editions/web/search/record.ts";
import type { ValueField } from "../../src/model/field-kinds.ts";
import { type FactField, fieldsWith, ISSUE_FIELDS } from "../../src/model/publication-fields.ts";
import { RECORDS } from "../../src/model/record-fields.ts";
import { build, contentFolder, MINIMAL, TODAY } from "../support/sample.ts";

/** A letter with a value in every field that readers see, each with a text of its own where it can have one. */
const FACTS: Required<Pick<IssueFrontMatter, FactField>> = {
  contacts: [
    {
      name: "Dag Alfa",
      email: "dag@example.org",
      phone: "0243-24 80 00",
      organisation: "Betabolaget",
      role: "rollgamma",
    },
  ],
  steeringGroup: [{ organisation: "Deltabolaget", name: "Eva Epsilon", role: "rollzeta" }],
  leadership: [{ name: "Frej Eta", organisation: "Thetabolaget", role: "rolliota" }],
  funding: [
    {
      amount: 1234,
      currency: "SEK",
      funders: ["Kappabolaget", "Lambdabolaget"],
      recipient: "Mybolaget",
      period: "2026–2027",
      note: "Anmärkning ny.",
    },
  ],
  documents: [{ title: "Rapport xi", url: "https://www.example.com/xi.pdf", type: "pdf", language: "en" }],
  events: [
    {
      title: "Möte omikron",
      start: "2026-05-12T18:00",
      end: "2026-05-12T20:00",
      place: "Huset pi",
      url: "https://www.example.com/pi",
    },
  ],
};

/** How a value is written where that is not as in the file. */
const WRITTEN: Readonly<Record<string, string>> = {
  "1234": "1\u00a0234\u00a0kr",
  "2026-05-12T18:00": "12 maj 2026 kl. 18.00–20.00",
};

/** Every value that has a place of its own in a line. */
function valuesOf(field: FactField): string[] {
  const entries = [FACTS[field]].flat() as Readonly<Record<string, unknown>>[];
  const placed = Object.entries<ValueField>(RECORDS[ISSUE_FIELDS[field].kind]).filter(
    ([, { place }]) => typeof place === "number",
  );
  return placed.flatMap(([name]) => {
    const values = entries.flatMap((entry) => [entry[name]].flat());
    expect(values, `${field}.${name} is missing in this test`).not.toContain(undefined);
    return values.map((value) => WRITTEN[String(value)] ?? String(value));
  });
}

describe("every fact that is declared", () => {
  let page: string;
  let entry: string;
  let record: string;
  beforeAll(async () => {
    const text = formatIssue({ title: "Brev", date: "2026-05", slug: "brev", ...FACTS }, "Hej!");
    const content = contentFolder(MINIMAL, { "issues/brev.md": text });
    const site = await build(content);
    page = site.page("/nyhetsbrev/2026/brev/");
    const feed = JSON.parse(site.page("/folj/nyhetsbrev.json")) as { items: { url: string; content_html: string }[] };
    entry = feed.items.find(({ url }) => url.endsWith("/brev/"))?.content_html ?? "";
    const loaded = await loadArchive(content, { today: TODAY, drafts: false });
    if (!loaded.content) throw new Error("the content has errors");
    const { archive, config, strings } = loaded.content;
    const letter = archive.issues.find(({ address }) => address === "/nyhetsbrev/2026/brev/");
    if (!letter) throw new Error("the letter is missing");
    record = createRecords(config, strings, archive.topics)(letter);
  });

  test.each(fieldsWith("shown", "facts"))("%s is on the page, in the feed and in search", (field) => {
    for (const value of valuesOf(field)) {
      expect(page).toContain(value);
      expect(entry).toContain(value);
      expect(record).toContain(value);
    }
  });

  test("a phone number can be dialled from the page and from the feed", () => {
    const link = '<a href="tel:+46243248000">0243-24 80 00</a>';
    expect(page).toContain(link);
    expect(entry).toContain(link);
  });

  test("a feed names what a value alone does not say, and leads where the page does", () => {
    expect(entry).toContain("; Finansiärer: Kappabolaget, Lambdabolaget; Mottagare: Mybolaget; Period: 2026–2027; ");
    expect(entry).toContain('<a href="https://www.example.com/xi.pdf">Rapport xi, pdf, engelska</a>');
    expect(entry).toContain('<a href="https://www.example.com/pi">Möte omikron</a>');
    expect(entry).toMatch(/<h2>Organisation<\/h2>\n<h3>Styrgrupp<\/h3>/);
  });
});
