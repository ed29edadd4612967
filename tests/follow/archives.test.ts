/** Complete archives (RFC 5005, section 4): every letter in some document, and documents that hold the same for ever. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ENTRIES_IN_ARCHIVE, LEAST_CURRENT, shareOut } from "../../src/editions/web/documents/feeds/share-out.ts";
import { buildSite } from "../../src/engine/build-site.ts";
import { contentFolder, fingerprint, letter, MINIMAL, TODAY, temporaryFolder, writeFiles } from "../support/sample.ts";
import { checkAtom } from "./rules.ts";
import { all, type Element, linkOf, one, textOf } from "./xml.ts";

/** Exactly so many that the next letter closes an archive document. */
const COUNT = 2 * ENTRIES_IN_ARCHIVE + LEAST_CURRENT - 1;
const HISTORY = "http://purl.org/syndication/history/1.0";

function letterOf(index: number, more = ""): string {
  const day = new Date(Date.UTC(2015, 0, 1 + index)).toISOString().slice(0, 10);
  return letter(`title: Brev ${index}\ndate: ${day}\nslug: brev-${index}\ntopics: [odling]${more}`);
}

const content = contentFolder(MINIMAL, {
  issues: undefined,
  "topics.yaml": "odling:\n  name: Odling\n",
  ...Object.fromEntries(Array.from({ length: COUNT }, (_, index) => [`issues/${index}.md`, letterOf(index)])),
});
const folder = join(temporaryFolder(), "site");

/** Every Atom document, and the hash of every feed, as the site is with these changes. */
async function follow(changes: Record<string, string> = {}) {
  writeFiles(content, changes);
  const result = await buildSite({ contentDir: content, output: folder, today: TODAY, drafts: false });
  expect(result.diagnostics).toEqual([]);
  const hashes = fingerprint(join(folder, "folj"));
  const read = (path: string): Element => checkAtom(readFileSync(join(folder, "folj", path), "utf8"));
  return { hashes, read };
}

/** The documents of a feed from the newest to the oldest, as a reader finds them. */
function walk(read: (path: string) => Element, start: string): Element[] {
  const found: Element[] = [];
  for (let at: string | undefined = start; at !== undefined; ) {
    const document = read(at);
    found.push(document);
    at = linkOf(document, "prev-archive")?.split("/folj/")[1];
  }
  return found;
}

const titles = (document: Element): string[] => all(document, "entry").map((entry) => textOf(entry, "title"));

describe("a feed of many letters", () => {
  let first: Awaited<ReturnType<typeof follow>>;
  beforeAll(async () => {
    first = await follow();
  });

  test.each(["nyhetsbrev.atom", "amnen/odling.atom"])("%s leads back to the first letter, each once", (start) => {
    const documents = walk(first.read, start);
    expect(documents.map((document) => all(document, "entry").length)).toEqual([
      ENTRIES_IN_ARCHIVE + LEAST_CURRENT - 1,
      ENTRIES_IN_ARCHIVE,
    ]);
    expect(documents.flatMap(titles)).toEqual(Array.from({ length: COUNT }, (_, index) => `Brev ${COUNT - 1 - index}`));
    const [current, ...archives] = documents;
    for (const archive of archives) {
      expect(one(archive, "archive").namespace).toBe(HISTORY);
      expect(linkOf(archive, "current")).toBe(linkOf(current ?? archive, "self"));
      expect(textOf(archive, "id")).toBe(textOf(current ?? archive, "id"));
    }
    expect(linkOf(current ?? documents[0] ?? first.read(start), "current")).toBeUndefined();
  });

  test("RSS and JSON Feed hold the newest, and RSS leads on to the older", () => {
    const rss = readFileSync(join(folder, "folj/nyhetsbrev.rss"), "utf8");
    expect(rss.match(/<item>/g)).toHaveLength(ENTRIES_IN_ARCHIVE + LEAST_CURRENT - 1);
    expect(rss).toMatch(
      /<atom:link rel="prev-archive" type="application\/atom\+xml" href="[^"]+\/folj\/nyhetsbrev\/1.atom"\/>/,
    );
  });

  test("archive documents of letters hold their texts, those of topics refer to them", () => {
    const [entry] = all(first.read("nyhetsbrev/1.atom"), "entry");
    const [same] = all(first.read("amnen/odling/1.atom"), "entry");
    if (!entry || !same) throw new Error("an empty archive document");
    expect(textOf(entry, "content")).toBe("<p>Hej!</p>\n");
    expect(one(same, "content").attributes).toEqual({ type: "text/html", src: linkOf(entry, "alternate") });
    expect(textOf(same, "summary")).toBe("Hej!");
    expect(textOf(same, "id")).toBe(textOf(entry, "id"));
  });

  test("a new letter changes no entry of an archive document; when it fills another, that is added", async () => {
    const second = await follow({ [`issues/${COUNT}.md`]: letterOf(COUNT) });
    expect(Object.keys(second.hashes)).toContain("nyhetsbrev/2.atom");
    expect(all(second.read("nyhetsbrev.atom"), "entry")).toHaveLength(LEAST_CURRENT);
    const [before, after] = [first.hashes, second.hashes].map((hashes) => hashes["nyhetsbrev/1.atom"]);
    expect(before).not.toBe(after); // It leads on to the one that was added, once.
    expect(linkOf(second.read("nyhetsbrev/1.atom"), "next-archive")).toMatch(/\/folj\/nyhetsbrev\/2.atom$/);

    const third = await follow({ [`issues/${COUNT + 1}.md`]: letterOf(COUNT + 1) });
    const changed = Object.keys(third.hashes).filter((path) => third.hashes[path] !== second.hashes[path]);
    expect(changed.sort()).toEqual(
      ["amnen/odling", "nyhetsbrev"].flatMap((feed) => ["atom", "json", "rss"].map((format) => `${feed}.${format}`)),
    );
    expect(walk(third.read, "nyhetsbrev.atom").flatMap(titles)).toHaveLength(COUNT + 2);
  });

  test("an old letter that is corrected stands in the current document too", async () => {
    const corrected = "\ncorrections:\n  - date: 2020-01-01\n    text: Rätt.";
    const { read } = await follow({ "issues/3.md": letterOf(3, corrected) });
    expect(titles(read("nyhetsbrev.atom")).at(-1)).toBe("Brev 3");
    expect(titles(read("nyhetsbrev/1.atom"))).toContain("Brev 3");
  });
});

test("whatever the number of letters, all are shared out, the oldest documents are full and the newest is never short", () => {
  for (let count = 0; count < 4 * ENTRIES_IN_ARCHIVE; count += 1) {
    const entries = Array.from({ length: count }, (_, index) => ({
      kind: "issue",
      date: "2020",
      corrections: [],
      address: `/${index}/`,
    }));
    const { current, archives } = shareOut(entries as never);
    expect([...current, ...[...archives].reverse().flat()]).toEqual(entries);
    expect(current.length).toBeGreaterThanOrEqual(Math.min(count, LEAST_CURRENT));
    expect(current.length).toBeLessThan(ENTRIES_IN_ARCHIVE + LEAST_CURRENT);
    for (const archive of archives) expect(archive).toHaveLength(ENTRIES_IN_ARCHIVE);
  }
});
