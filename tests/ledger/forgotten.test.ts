/** What was withdrawn to protect somebody is nowhere any more: not on the site, not in the content, not in what builds keep. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { rollBack } from "../../src/engine/store/roll-back.ts";
import { photo } from "../support/photo.ts";
import { filesBelow, letter, writeFiles } from "../support/sample.ts";
import { built, ledgerEvents, type Place, perform, place, published } from "./support.ts";

const FACTS = [
  "title: Hemlig Titel",
  "heading: Hemlig Rubrik",
  "date: 2026-03-03",
  "slug: mars",
  "summary: Hemlig sammanfattning.",
  "topics: [eget]",
  "contacts:\n  - name: Hemlig Person\n    email: hemlig@example.org",
  "events:\n  - title: Hemligt möte\n    start: 2026-05-05\n    place: Hemlig plats",
  "aliases: [/gamla/mars/]",
].join("\n");
const TOPICS = "odling:\n  name: Odling\ncykling:\n  name: Cykling\neget:\n  name: Eget ämne\n";
const documents = (name: string): string => `\ndocuments:\n  - title: Hemligt dokument\n    file: ${name}.txt`;
const FIRST = {
  "topics.yaml": TOPICS,
  "issues/2026/mars.md": letter(FACTS + documents("foreakt"), "Hemlig text.\n\n## Hemligt avsnitt\n\nMer."),
  "issues/2026/foreakt.txt": "Hemligt från början",
  "issues/2026/efterakt.txt": "Hemligt senare",
};
const CORRECTED = {
  "issues/2026/mars.md": letter(
    `${FACTS}${documents("efterakt")}\ncorrections:\n  - date: 2026-04-01\n    text: Hemlig rättelse.`,
    "Hemlig annan text.\n\n## Hemligt avsnitt\n\nMer.",
  ),
};
const PAGE = "/nyhetsbrev/2026/mars/";

/** The files below a folder that speak of it, whatever they are packed with. */
function telling(folder: string): string[] {
  return filesBelow(folder).filter((path) => {
    const bytes = readFileSync(join(folder, path));
    const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8");
    return /hemlig(?!t-avsnitt)|eget ämne/i.test(text.replace(TOPICS, "")) || /foreakt|efterakt/.test(path);
  });
}

test("a text with its versions, their files, its topic and earlier releases", async () => {
  const at = place(FIRST);
  expect(await published(at)).toEqual([]);
  writeFiles(at.content, CORRECTED);
  expect(await published(at)).toEqual([]);
  // What it said is shown as it was, also the document that it no longer has.
  expect(readFileSync(join(at.output, PAGE, "foreakt.txt"), "utf8")).toBe("Hemligt från början");
  expect(await perform(at, `withdraw ${PAGE} personuppgifter`)).toEqual([]);
  expect(await published(at)).toEqual([]);
  expect(ledgerEvents(at).filter(({ op }) => op === "withdraw").length).toBeGreaterThan(5);
  expect(telling(at.content)).toEqual([]);
  expect(telling(join(dirname(at.output), ".brevarkiv-site"))).toEqual([]);
  // What is left is the page at each address that says so.
  expect(telling(at.output).filter((path) => !/^nyhetsbrev\/2026\/mars\/\w+\.txt\/index\.html$/.test(path))).toEqual(
    [],
  );
  // Old addresses lead there as ever, and no list shows them.
  expect(readFileSync(join(at.output, "_redirects"), "utf8")).toContain("/gamla/mars/ ");
  expect(readFileSync(join(at.output, "hitta/index.html"), "utf8")).not.toContain("mars");
  expect(rollBack(at.output)).toBe(false);
});

test("an earlier version, with what only it showed", async () => {
  const at = place(FIRST);
  expect(await published(at)).toEqual([]);
  writeFiles(at.content, CORRECTED);
  expect(await published(at)).toEqual([]);
  expect(await perform(at, `withdraw ${PAGE}version/1/ personuppgifter`)).toEqual([]);
  expect(await published(at)).toEqual([]);
  expect(existsSync(join(at.content, "issues/2026/foreakt.txt"))).toBe(false);
  expect(existsSync(join(at.output, PAGE, "efterakt.txt"))).toBe(true);
  expect(rollBack(at.output)).toBe(false);
});

test("what is withdrawn for another reason can be rolled back to", async () => {
  const at = place(FIRST);
  expect(await published(at)).toEqual([]);
  expect(await perform(at, `withdraw ${PAGE} Fel.`)).toEqual([]);
  expect(await published(at)).toEqual([]);
  expect(rollBack(at.output)).toBe(true);
});

describe("a wide picture goes with its renditions", () => {
  const shown = (body: string, more = ""): string => letter(`title: Bild\ndate: 2026-03-03\nslug: bild${more}`, body);
  const left = (at: Place): string[] =>
    [at.output, join(dirname(at.output), ".brevarkiv-site")]
      .flatMap(filesBelow)
      .filter((path) => /\.(?:webp|jpg)$/.test(path));
  const picture = "/nyhetsbrev/2026/bild/a.jpg";

  test("where its text is withdrawn to protect somebody", async () => {
    const jpeg = await photo({ width: 1_400, height: 900 });
    const at = place({ "issues/2026/bild.md": shown("![En person](a.jpg)"), "issues/2026/a.jpg": jpeg });
    expect(await published(at)).toEqual([]);
    expect(left(at).length).toBeGreaterThanOrEqual(4);
    expect(ledgerEvents(at).filter((event) => JSON.stringify(event).includes(".webp"))).toEqual([]);
    expect(await perform(at, "withdraw /nyhetsbrev/2026/bild/ personuppgifter")).toEqual([]);
    expect(await published(at)).toEqual([]);
    expect(left(at)).toEqual([]);
    expect(existsSync(join(at.content, "issues/2026/a.jpg"))).toBe(false);
  });

  test("where only an earlier version shows it, which still names it", async () => {
    const jpeg = await photo({ width: 1_400, height: 900 });
    const at = place({ "issues/2026/bild.md": shown("![En person](a.jpg)"), "issues/2026/a.jpg": jpeg });
    expect(await published(at)).toEqual([]);
    const correction = "\ncorrections:\n  - date: 2026-04-01\n    text: En bild är borttagen.";
    writeFiles(at.content, { "issues/2026/bild.md": shown("Ingen bild.", correction) });
    expect(await published(at)).toEqual([]);
    expect(left(at).length).toBeGreaterThanOrEqual(4);
    expect(await perform(at, `withdraw ${picture} Fel.`)).toEqual([]);
    expect(await published(at)).toEqual([]);
    // Where all pages are rendered again.
    expect(await built({ content: at.content, output: join(dirname(at.output), "other") })).toEqual([]);
    expect(filesBelow(at.output).filter((path) => /\.(?:webp|jpg)$/.test(path))).toEqual([]);
  });
});
