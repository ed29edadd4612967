/** A page or a document is rebuilt only where its fingerprint changed: so it must change whenever any of it does. */
import { expect, test } from "vitest";
import { loadArchive } from "../../src/content/load-archive.ts";
import { calendarDocuments } from "../../src/editions/web/documents/calendar/calendar-documents.ts";
import { feedDocuments } from "../../src/editions/web/documents/feeds/feed-documents.ts";
import { MOST_ON_LIST } from "../../src/editions/web/views/years.ts";
import { createWebEdition, type WebEdition } from "../../src/editions/web/web-edition.ts";
import type { Archive } from "../../src/model/archive.ts";
import { contentFolder, type Files, formatted, letter, MINIMAL, TODAY } from "../support/sample.ts";

const URL_OF_ALL = "https://koloni.example.org/";
const facts = (year: number, index: number): string =>
  `title: Brev ${index}\ndate: ${year}\ntopics: [odling]\nsteeringGroup:\n  - organisation: koloniforeningen\nslug: brev-${index}`;
const CORRECTED = `${facts(2022, 1)}\ncorrections:\n  - date: 2023-02-01\n    text: Rätt.`;
const BASE: Files = {
  "topics.yaml": "odling:\n  name: Odling\n",
  "people.yaml": undefined,
  "organisations.yaml": `koloniforeningen:\n  name: Koloniföreningen\n  url: ${URL_OF_ALL}\n`,
  ...Object.fromEntries(
    [2022, 2023].flatMap((year) =>
      Array.from({ length: MOST_ON_LIST / 2 + 1 }, (_, index) => [
        `issues/${year}/${index}.md`,
        letter(facts(year, index)),
      ]),
    ),
  ),
  "issues/2022/1.md": letter(CORRECTED),
};

async function editionOf(changes: Files, change: (archive: Archive) => Archive = (same) => same): Promise<WebEdition> {
  const folder = contentFolder(MINIMAL, { ...BASE, ...changes });
  const { content, diagnostics } = await loadArchive(folder, { today: TODAY, drafts: false });
  if (!content) throw new Error(formatted(diagnostics, folder).join("\n"));
  return createWebEdition(change(content.archive), content.config, content.strings, "program");
}

/** Everything by where it lies: what it is, and its fingerprint. */
function parts(edition: WebEdition): Map<string, { whole: string; fingerprint: string }> {
  const pages = edition.views.map(({ fingerprint, ...view }) => {
    const whole = JSON.stringify(view);
    return [view.file, { whole, fingerprint: fingerprint ?? whole }] as const;
  });
  const documents = [...feedDocuments(edition), ...calendarDocuments(edition)].map(
    ({ path, fingerprint, make }) => [path, { whole: String(make()), fingerprint: fingerprint }] as const,
  );
  return new Map([...pages, ...documents]);
}

const before = parts(await editionOf({}));
const TOPIC = "amnen/odling/2022/index.html";
const ORGANISATION = "organisationer/koloniforeningen/2022/index.html";
const FEED = "folj/nyhetsbrev/1.atom";

test.each<[string, string[], Files, ((archive: Archive) => Archive)?]>([
  ["nothing", [], {}],
  ["a title", [TOPIC, ORGANISATION, FEED], { "issues/2022/1.md": letter(CORRECTED.replace("Brev 1", "Annat")) }],
  ["a text", [FEED], { "issues/2022/1.md": letter(CORRECTED, "Annat.") }],
  ["a language", [TOPIC, ORGANISATION, FEED], { "issues/2022/1.md": letter(`${CORRECTED}\nlanguage: en`) }],
  ["a correction", ["folj/rattelser.atom"], { "issues/2022/1.md": letter(CORRECTED.replace("Rätt.", "Rättare.")) }],
  ["a year", [TOPIC, ORGANISATION, FEED], { "issues/2022/2.md": letter(facts(2021, 2)) }],
  ["a topic's name", [TOPIC, FEED], { "topics.yaml": "odling:\n  name: Odlingar\n" }],
  ["a topic's description", [TOPIC], { "topics.yaml": "odling:\n  name: Odling\n  description: Om odling.\n" }],
  [
    "an organisation's website",
    [ORGANISATION],
    { "organisations.yaml": "koloniforeningen:\n  name: Koloniföreningen\n  url: https://x.example.org/\n" },
  ],
  [
    "a website that is dead",
    [ORGANISATION],
    {},
    (archive) => ({ ...archive, deadLinks: new Map([["x", { url: URL_OF_ALL, checked: "2026-01-01" }]]) }),
  ],
  [
    "an address that was another at first",
    [FEED],
    {},
    (archive) => {
      const ids = new Map([["/nyhetsbrev/2022/brev-1/", "/gammal/"]]);
      return { ...archive, ledger: { ...archive.ledger, ids } };
    },
  ],
])("%s", async (_, changed, files, change) => {
  const after = parts(await editionOf(files, change));
  const isOther = (path: string): boolean => after.get(path)?.whole !== before.get(path)?.whole;
  expect(changed.filter((path) => !isOther(path))).toEqual([]);
  const unseen = [...after].filter(
    ([path, { fingerprint }]) => isOther(path) && fingerprint === before.get(path)?.fingerprint,
  );
  expect(unseen.map(([path]) => path)).toEqual([]);
});
