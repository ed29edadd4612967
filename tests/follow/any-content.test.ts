/** Whatever a text holds, the feeds and calendars are well-formed, and what is read back is what was written. */
import fc from "fast-check";
import ICAL from "ical.js";
import { expect, test } from "vitest";
import { calendar, text as icalText } from "../../src/editions/web/documents/calendar/icalendar.ts";
import { absoluteHtml } from "../../src/editions/web/documents/feeds/absolute-html.ts";
import { atom } from "../../src/editions/web/documents/feeds/atom.ts";
import type { Entry } from "../../src/editions/web/documents/feeds/entry.ts";
import type { FeedDocument } from "../../src/editions/web/documents/feeds/feed-document.ts";
import { jsonFeed } from "../../src/editions/web/documents/feeds/json-feed.ts";
import { rss } from "../../src/editions/web/documents/feeds/rss.ts";
import { clean } from "../../src/editions/web/documents/feeds/xml.ts";
import { all, one, parseXml, textOf } from "./xml.ts";

/** What breaks careless writers, between any signs at all. */
const NASTY = [
  "]]>",
  "<![CDATA[",
  "&amp;",
  "&#0;",
  "&nbsp;",
  "</content>",
  "<!--",
  "-->",
  "<?xml?>",
  "\u0000",
  "\u0008",
  "\u000b",
  "\u001f",
  "\u0085",
  "\u2028",
  "\ufffe",
  "\uffff",
  "\ud800",
  "\udc00",
  "😀",
  "👩‍👩‍👧‍👦",
  "שלום",
  "\u202eمرحبا",
  "\r",
  "\r\n",
  "\n",
  "\t",
  '"',
  "'",
  "å",
  "%%{{ }}",
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 12 })
  .map((parts) => parts.join(""));

const anyEntry = fc.record({ title: anyText, summary: anyText, topic: anyText, html: anyText }).map(
  ({ title, summary, topic, html }): Entry => ({
    id: "tag:example.org,2020:/a/",
    address: "https://example.org/a/",
    title,
    published: "2020",
    updated: "2021-02",
    language: undefined,
    summary,
    topics: [{ id: "t", name: topic }],
    html: () => html,
  }),
);

const documentOf = (entry: Entry): FeedDocument => ({
  id: "tag:example.org,2020:/",
  title: entry.title,
  description: entry.summary,
  language: "sv",
  page: "https://example.org/",
  self: "https://example.org/a.atom?a=1&b=2",
  since: "1970",
  author: { name: entry.title, address: "https://example.org/" },
  topicScheme: "https://example.org/amnen/",
  entries: [entry],
  withTexts: true,
});

/** What no XML can hold: control characters but tab and line end, halves of pairs, and two signs that are none. */
const UNTELLABLE = /(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/u;

test("the signs that are left out are those that no XML can hold", () => {
  fc.assert(
    fc.property(anyText, (written) => {
      expect(UNTELLABLE.test(clean(written))).toBe(false);
      if (!UNTELLABLE.test(written)) expect(clean(written)).toBe(written);
    }),
    { numRuns: 500 },
  );
});

test("Atom", () => {
  fc.assert(
    fc.property(anyEntry, (entry) => {
      const feed = parseXml(atom(documentOf(entry)));
      const read = one(feed, "entry");
      expect(textOf(read, "title")).toBe(clean(entry.title));
      expect(textOf(read, "content")).toBe(clean(entry.html()));
      expect(all(read, "summary").map(({ text }) => text)).toEqual(entry.summary ? [clean(entry.summary)] : []);
      expect(one(read, "category").attributes.label).toBe(clean(entry.topics[0]?.name ?? ""));
      expect(one(one(feed, "author"), "name").text).toBe(clean(entry.title));
    }),
    { numRuns: 500 },
  );
});

test("RSS", () => {
  const markup = (written: string): string =>
    clean(written).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  fc.assert(
    fc.property(anyEntry, (entry) => {
      const item = one(one(parseXml(rss(documentOf(entry))), "channel"), "item");
      expect(textOf(item, "title")).toBe(clean(entry.title));
      expect(textOf(item, "encoded")).toBe(clean(entry.html()));
      expect(all(item, "description").map(({ text }) => text)).toEqual(entry.summary ? [markup(entry.summary)] : []);
      expect(textOf(item, "category")).toBe(clean(entry.topics[0]?.name ?? ""));
    }),
    { numRuns: 500 },
  );
});

test("JSON Feed", () => {
  fc.assert(
    fc.property(anyEntry, (entry) => {
      const [item] = JSON.parse(jsonFeed(documentOf(entry))).items;
      expect([item.title, item.content_html]).toEqual([clean(entry.title), clean(entry.html())]);
    }),
    { numRuns: 200 },
  );
});

test("a calendar, whose lines have 75 octets at most", () => {
  fc.assert(
    fc.property(anyText, anyText, (title, place) => {
      const written = calendar(
        [
          ["VERSION", "2.0"],
          ["PRODID", "-//x//x//EN"],
        ],
        [
          [
            ["UID", "1"],
            ["DTSTAMP", "20200101T120000Z"],
            ["DTSTART", "20200101T120000Z"],
            ["SUMMARY", icalText(title)],
            ["LOCATION", icalText(place)],
          ],
        ],
      );
      for (const line of written.split("\r\n")) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line).not.toMatch(/[\r\n\ufffd]/);
      }
      const event = new ICAL.Event(new ICAL.Component(ICAL.parse(written)).getFirstSubcomponent("vevent") ?? undefined);
      expect([event.summary, event.location]).toEqual([title, place].map((text) => clean(text).replaceAll("\t", " ")));
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['<a href="#not">1</a>', '<a href="https://example.org/brev/a/#not">1</a>'],
  ['<a href="/brev/b/">b</a>', '<a href="https://example.org/brev/b/">b</a>'],
  ['<a href="b/">b</a>', '<a href="https://example.org/brev/a/b/">b</a>'],
  ['<a href="../">b</a>', '<a href="https://example.org/brev/">b</a>'],
  ['<a href="?a=1&amp;b=2">b</a>', '<a href="https://example.org/brev/a/?a=1&amp;b=2">b</a>'],
  ['<a href="//annan.example/">b</a>', '<a href="https://annan.example/">b</a>'],
  ['<a href="mailto:a@example.org" rel="external">b</a>', '<a href="mailto:a@example.org" rel="external">b</a>'],
  ['<img src="/a.png" alt="x" width="1">', '<img src="https://example.org/a.png" alt="x" width="1">'],
  [
    '<img srcset="/a.png 1x, b.png 2x" alt="">',
    '<img srcset="https://example.org/a.png 1x, https://example.org/brev/a/b.png 2x" alt="">',
  ],
  ['<h2 id="om">Om</h2>', "<h2>Om</h2>"],
  ["<p>href=&quot;/x&quot; och id=&quot;y&quot;</p>", "<p>href=&quot;/x&quot; och id=&quot;y&quot;</p>"],
])("%s becomes %s", (html, expected) => {
  expect(absoluteHtml(html, "https://example.org/brev/a/")).toBe(expected);
});
