/** The feeds of whole sites: each after the rules of its format, and read back by a parser that did not write it. */
import { join } from "node:path";
import { parseAtomFeed, parseJsonFeed, parseOpml, parseRssFeed } from "feedsmith";
import { beforeAll, describe, expect, test } from "vitest";
import { build, contentFolder, filesBelow, letter, MINIMAL, SAMPLE, type Site, UDD } from "../support/sample.ts";
import { checkAtom, checkJsonFeed, checkRss } from "./rules.ts";
import { all, linkOf, parseXml, textOf } from "./xml.ts";

const threeLetters = Object.fromEntries(
  ["2021", "2022-03", "2023-09-14"].map((date) => [
    `issues/2023/${date}.md`,
    letter(`title: Brev ${date}\ndate: ${date}\nslug: brev-${date}`),
  ]),
);

const CONTENTS: Record<string, () => string> = {
  "the real archive": () => UDD,
  "the sample": () => SAMPLE,
  "an archive of three letters": () => contentFolder(MINIMAL, { issues: undefined, ...threeLetters }),
  "an archive without letters": () => contentFolder(MINIMAL, { issues: undefined }),
};

describe.each(Object.keys(CONTENTS))("%s", (name) => {
  let site: Site;
  let files: string[];
  const read = (path: string): string => site.page(`/${path}`);
  const ending = (end: string): string[] => files.filter((path) => path.endsWith(end));
  beforeAll(async () => {
    site = await build(CONTENTS[name]?.() ?? "");
    files = filesBelow(join(site.folder, "folj"))
      .map((path) => `folj/${path}`)
      // What belongs to the page that explains it all is not a feed.
      .filter((path) => !/(?:\.html|\/oembed\.json)$/.test(path));
  });

  test("has feeds of letters, news and corrections in three formats", () => {
    for (const feed of ["nyhetsbrev", "nyheter", "rattelser"]) {
      for (const format of ["atom", "rss", "json"]) expect(files).toContain(`folj/${feed}.${format}`);
    }
  });

  test("every feed keeps the rules of its format", () => {
    for (const path of ending(".atom")) checkAtom(read(path));
    for (const path of ending(".rss")) checkRss(read(path));
    for (const path of ending(".json")) checkJsonFeed(read(path));
  });

  test("the three formats of a feed hold the same, read by a parser that did not write them", () => {
    for (const path of ending(".json")) {
      const json = parseJsonFeed(read(path));
      const atom = parseAtomFeed(read(path.replace(/json$/, "atom")));
      const rss = parseRssFeed(read(path.replace(/json$/, "rss")));
      const items = (json.items ?? []).map((item) => ({
        id: item.id,
        address: item.url,
        title: item.title,
        html: item.content_html?.trim(),
        topics: item.tags ?? [],
        date: new Date(String(item.date_published)).toISOString(),
      }));
      expect(
        (atom.entries ?? []).map((entry) => ({
          id: entry.id,
          address: entry.links?.[0]?.href,
          title: entry.title?.value,
          html: entry.content?.value?.trim(),
          topics: (entry.categories ?? []).map(({ label }) => label),
          date: new Date(String(entry.published)).toISOString(),
        })),
      ).toEqual(items);
      expect(
        (rss.items ?? []).map((item) => ({
          id: item.guid?.value,
          address: item.link,
          title: item.title,
          html: item.content?.encoded?.trim(),
          topics: (item.categories ?? []).map(({ name: label }) => label),
          date: new Date(String(item.pubDate)).toISOString(),
        })),
      ).toEqual(items);
    }
  });

  test("the list of feeds names each of them once, and each says that address of itself", () => {
    const opml = parseOpml(read("folj/feeds.opml"));
    const listed = (opml.body?.outlines ?? []).map(({ xmlUrl }) => xmlUrl ?? "");
    const feeds = ending(".atom").map((path) => linkOf(parseXml(read(path)), "self") ?? "");
    expect([...listed].sort()).toEqual(feeds.sort());
    parseXml(read("folj/feeds.opml"));
  });

  test("the page that explains how to follow leads to every feed, the list and the calendar", () => {
    const page = site.page("/folj/");
    for (const path of files.filter((file) => !file.startsWith("folj/kalender/"))) {
      expect(page).toMatch(new RegExp(`href="[^"]*/${path.replaceAll(".", "\\.")}"`));
    }
  });
});

describe("programs find the feeds of a page", () => {
  let site: Site;
  beforeAll(async () => {
    site = await build(SAMPLE);
  });
  const found = (address: string): string[] =>
    [...site.page(address).matchAll(/<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">/g)].map(
      ([, type, href]) => `${type} ${href}`,
    );

  test.each(["/nyhetsbrev/2025/mars/", "/kontakt/", "/kalender/"])("%s names the letters only", (address) => {
    expect(found(address)).toEqual(["application/atom+xml /folj/nyhetsbrev.atom"]);
  });

  test.each([
    ["/nyhetsbrev/", ["nyhetsbrev"]],
    ["/nyhetsbrev/2025/", ["nyhetsbrev"]],
    ["/nyheter/", ["nyheter"]],
    ["/amnen/cykling/", ["amnen/cykling"]],
    ["/rattelser/", ["rattelser"]],
    ["/", ["nyhetsbrev", "nyheter"]],
  ])("%s names %s in every format", (address, feeds) => {
    expect(found(address)).toEqual(
      feeds.flatMap((feed) => [
        `application/atom+xml /folj/${feed}.atom`,
        `application/rss+xml /folj/${feed}.rss`,
        `application/feed+json /folj/${feed}.json`,
      ]),
    );
  });

  test("a page that no search engine should know names none", () => expect(found("/404.html")).toEqual([]));
});

describe("what stands in a feed", () => {
  const changed = (files: Record<string, string>) =>
    build(contentFolder(MINIMAL, { issues: undefined, "topics.yaml": "odling:\n  name: Odling & <jord>\n", ...files }));
  const atomOf = (site: Site, feed = "nyhetsbrev") => parseXml(site.page(`/folj/${feed}.atom`));

  test("a date known in part begins its time, and the text says how much is known", async () => {
    const site = await changed(threeLetters);
    const entries = all(atomOf(site), "entry");
    expect(entries.map((entry) => textOf(entry, "published"))).toEqual([
      "2023-09-14T12:00:00Z",
      "2022-03-01T12:00:00Z",
      "2021-01-01T12:00:00Z",
    ]);
    expect(entries.map((entry) => textOf(entry, "content"))).toEqual([
      "<p>Hej!</p>\n",
      "<p>Skickat i mars 2022.</p>\n<p>Hej!</p>\n",
      "<p>Skickat år 2021 (månad och dag är okända).</p>\n<p>Hej!</p>\n",
    ]);
  });

  test("a correction stands in its letter and in the feed of corrections, and sets when both changed", async () => {
    const site = await changed({
      "issues/a.md": letter(
        "title: A\ndate: 2021-05-01\nupdated: 2021-06-01\nslug: a\ncorrections:\n  - date: 2021-07-02\n    text: 5 < 6 & inte 7.\n  - date: 2021-06-20\n    text: Rätt namn.",
      ),
    });
    const [entry] = all(atomOf(site), "entry");
    if (!entry) throw new Error("no letter");
    expect(textOf(entry, "updated")).toBe("2021-07-02T12:00:00Z");
    expect(textOf(entry, "published")).toBe("2021-05-01T12:00:00Z");
    expect(textOf(entry, "content")).toContain("<p>Rättat den 2 juli 2021: 5 &lt; 6 &amp; inte 7.</p>");
    const corrections = all(atomOf(site, "rattelser"), "entry");
    expect(corrections.map((correction) => [textOf(correction, "title"), textOf(correction, "updated")])).toEqual([
      ["Rättelse: A", "2021-07-02T12:00:00Z"],
      ["Rättelse: A", "2021-06-20T12:00:00Z"],
    ]);
    expect(corrections.map((correction) => textOf(correction, "id").split("#")[1])).toEqual([
      "rattelser-2",
      "rattelser-1",
    ]);
  });

  test("a catalogue entry is said to be one, with the way to the original", async () => {
    const site = await changed({
      "issues/a.md": letter(
        "title: A\ndate: 2021-05-01\nslug: a\nheld: false\nsource:\n  system: paloma\n  url: https://example.com/?a=1&b=2",
        "Brevet handlade om <odling>.",
      ),
    });
    const html = textOf(all(atomOf(site), "entry")[0] ?? atomOf(site), "content");
    expect(html).toContain("<p>Brevets text finns inte i arkivet. ");
    expect(html).toContain('<a href="https://example.com/?a=1&amp;b=2">');
    expect(html).toContain("<p>Brevet handlade om &lt;odling&gt;.</p>");
  });

  test("links, notes, pictures and documents lead to the site from anywhere", async () => {
    const site = await changed({
      "issues/a.md": letter(
        "title: A\ndate: 2021-05-01\nslug: a\ntopics: [odling]\ndocuments:\n  - title: Stadgar\n    file: stadgar.txt\n  - title: Protokoll",
        "# Först\n\n[dit](#andra) [hit](/om-oss/) [ut](https://example.com/) [post](mailto:a@example.org) not[^1]\n\n## Andra\n\n[^1]: En not.",
      ),
      "issues/stadgar.txt": "Stadgar",
    });
    const [entry] = all(atomOf(site), "entry");
    if (!entry) throw new Error("no letter");
    const page = "https://www.example.org/nyhetsbrev/2021/a/";
    const html = textOf(entry, "content");
    expect(linkOf(entry, "alternate")).toBe(page);
    for (const href of [
      `${page}#andra`,
      "https://www.example.org/om-oss/",
      "https://example.com/",
      "mailto:a@example.org",
      `${page}#_fn1`,
      `${page}#_ref1`,
      `${page}stadgar.txt`,
    ])
      expect(html).toContain(`href="${href}"`);
    expect(html).toContain("<li>Protokoll (länk saknas)</li>");
    const category = all(entry, "category")[0]?.attributes;
    expect(category).toEqual({ term: "odling", scheme: "https://www.example.org/amnen/", label: "Odling & <jord>" });
    expect(all(atomOf(site, "amnen/odling"), "entry")).toEqual([entry]);
  });

  test("a text in another language says so, and what the archive says of it stands in its own", async () => {
    const site = await changed({
      "issues/a.md": letter("title: Hello\ndate: 2021\nslug: a\nlanguage: en\nsummary: On gardens."),
    });
    const [entry] = all(atomOf(site), "entry");
    if (!entry) throw new Error("no letter");
    expect(entry.attributes["xml:lang"]).toBe("en");
    expect(all(entry, "summary")[0]?.attributes["xml:lang"]).toBeUndefined();
    expect(textOf(entry, "content")).toMatch(/^<p lang="sv">Skickat.*\n<div lang="en">\n<p>Hej!<\/p>\n<\/div>\n$/);
    expect(checkJsonFeed(site.page("/folj/nyhetsbrev.json")).items[0]?.language).toBe("en");
    expect(site.page("/folj/nyhetsbrev.rss")).toContain("<dc:language>en</dc:language>");
  });

  test("no draft, even where pages show drafts", async () => {
    const content = contentFolder(MINIMAL, {
      issues: undefined,
      "topics.yaml": "odling:\n  name: Odling\n",
      "issues/a.md": letter(
        "title: Hemligt\ndate: 2021-05-01\nslug: a\ndraft: true\ntopics: [odling]\ncorrections:\n  - date: 2021-07-02\n    text: Hemligt.\nevents:\n  - title: Hemligt\n    start: 2021-06-01",
      ),
    });
    const site = await build(content, { drafts: true });
    expect(site.page("/nyhetsbrev/")).toContain("Hemligt");
    expect(site.page("/kalender/")).toContain("Hemligt");
    for (const path of filesBelow(join(site.folder, "folj")))
      expect(site.page(`/folj/${path}`)).not.toContain("Hemligt");
  });

  test("ids stay when the site moves, where the archive has an identity", async () => {
    const ids = async (address: string, identity: string) => {
      const yaml = `name: X\naddress: ${address}\n${identity}language: sv\nintroduction: X.\nnewsletter:\n  name: X\nnavigation: []\n`;
      const site = await changed({
        "site.yaml": yaml,
        "issues/a.md": letter("title: A\ndate: 2021\nslug: a\nevents:\n  - title: B\n    start: 2021-06-01"),
      });
      const feed = atomOf(site);
      const uid = /^UID:(.+)$/m.exec(site.page("/folj/kalender.ics"))?.[1]?.trim();
      return [textOf(feed, "id"), ...all(feed, "entry").map((entry) => textOf(entry, "id")), uid];
    };
    const before = await ids("https://www.example.org/", "identity: www.example.org,2021\n");
    expect(before.slice(0, 2)).toEqual([
      "tag:www.example.org,2021:/folj/nyhetsbrev",
      "tag:www.example.org,2021:/nyhetsbrev/2021/a/",
    ]);
    expect(await ids("https://brev.example.com/arkiv/", "identity: www.example.org,2021\n")).toEqual(before);
    expect((await ids("https://brev.example.com/arkiv/", "")).slice(0, 2)).toEqual([
      "https://brev.example.com/arkiv/folj/nyhetsbrev",
      "https://brev.example.com/arkiv/nyhetsbrev/2021/a/",
    ]);
  });
});
