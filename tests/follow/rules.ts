/** The rules of each format, as its specification writes them, compared with finished documents. */
import { parseFragment } from "parse5";
import { expect } from "vitest";
import { z } from "zod";
import { all, type Element, linkOf, one, parseXml, textOf } from "./xml.ts";

const ATOM = "http://www.w3.org/2005/Atom";
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const RFC_822 =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;

/** RFC 4287, sections 4.1.1 and 4.1.2, and what a full-content feed must have besides. */
export function checkAtom(text: string): Element {
  const feed = parseXml(text);
  expect([feed.namespace, feed.name]).toEqual([ATOM, "feed"]);
  expect(feed.attributes["xml:lang"]).toMatch(/^[a-z]{2}/);
  expect(textOf(feed, "updated")).toMatch(RFC_3339);
  expect(textOf(one(feed, "author"), "name")).not.toBe("");
  checkNames(feed);
  for (const relation of ["self", "alternate"]) expect(URL.canParse(linkOf(feed, relation) ?? "")).toBe(true);
  const entries = all(feed, "entry");
  for (const entry of entries) {
    checkNames(entry);
    expect(textOf(entry, "updated")).toMatch(RFC_3339);
    expect(textOf(entry, "published")).toMatch(RFC_3339);
    expect(URL.canParse(linkOf(entry, "alternate") ?? "")).toBe(true);
    const { attributes: content, text: html } = one(entry, "content");
    if (content.src === undefined) expect(content).toEqual({ type: "html" });
    else expect([content.src, html, textOf(entry, "summary") !== ""]).toEqual([linkOf(entry, "alternate"), "", true]);
    checkContent(html);
    for (const { attributes } of all(entry, "category")) expect(attributes.term).toMatch(/^[a-z0-9-]+$/);
    expect(all(entry, "summary").length).toBeLessThanOrEqual(1);
  }
  expectUnique(entries.map((entry) => textOf(entry, "id")));
  return feed;
}

function checkNames(element: Element): void {
  expect(() => new URL(textOf(element, "id"))).not.toThrow();
  expect(textOf(element, "title").trim()).not.toBe("");
}

/** RSS 2.0 and the RSS Advisory Board's Best Practices Profile. */
export function checkRss(text: string): Element {
  const root = parseXml(text);
  expect([root.name, root.attributes.version]).toEqual(["rss", "2.0"]);
  const channel = one(root, "channel");
  // Atom's link shares its name with the channel's own.
  const links = all(channel, "link");
  const [own, ...others] = links.filter(({ namespace }) => namespace === "");
  expect(others).toEqual([]);
  expect(URL.canParse(own?.text ?? "")).toBe(true);
  expect(links.filter(({ namespace, attributes }) => namespace === ATOM && attributes.rel === "self")).toHaveLength(1);
  for (const name of ["title", "description", "language"]) expect(textOf(channel, name)).not.toBe("");
  for (const { text: date } of all(channel, "lastBuildDate")) expect(date).toMatch(RFC_822);
  const items = all(channel, "item");
  for (const item of items) {
    expect(textOf(item, "title")).not.toBe("");
    expect(URL.canParse(textOf(item, "link"))).toBe(true);
    expect(textOf(item, "pubDate")).toMatch(RFC_822);
    const { text: id, attributes } = one(item, "guid");
    expect(attributes.isPermaLink).toBe(String(id === textOf(item, "link")));
    for (const { text: description } of all(item, "description")) expect(description).not.toMatch(/[<>]/);
    expect(all(item, "encoded").map(({ namespace }) => namespace)).toEqual([
      "http://purl.org/rss/1.0/modules/content/",
    ]);
    checkContent(textOf(item, "encoded"));
  }
  expectUnique(items.map((item) => textOf(item, "guid")));
  return channel;
}

const address = z.url({ protocol: /^https?$/ });
const moment = z.string().regex(RFC_3339);
/** jsonfeed.org/version/1.1: what we write of it, all of it with the right type and nothing beside it. */
const JSON_FEED = z.strictObject({
  version: z.literal("https://jsonfeed.org/version/1.1"),
  title: z.string().min(1),
  home_page_url: address,
  feed_url: address,
  description: z.string().min(1),
  authors: z.array(z.strictObject({ name: z.string().min(1), url: address })).min(1),
  language: z.string().min(2),
  items: z.array(
    z.strictObject({
      id: z.string().min(1),
      url: address,
      title: z.string().min(1),
      content_html: z.string().min(1),
      summary: z.string().min(1).optional(),
      date_published: moment,
      date_modified: moment.optional(),
      tags: z.array(z.string().min(1)).min(1).optional(),
      language: z.string().min(2).optional(),
    }),
  ),
});

export function checkJsonFeed(text: string): z.output<typeof JSON_FEED> {
  const feed = JSON_FEED.parse(JSON.parse(text));
  for (const { content_html } of feed.items) checkContent(content_html);
  expectUnique(feed.items.map(({ id }) => id));
  return feed;
}

/** A text that stands anywhere: whole addresses only, and no name that another text in the same window could have too. */
function checkContent(html: string): void {
  const attributes: { name: string; value: string }[] = [];
  const walk = (node: object): void => {
    if ("attrs" in node) attributes.push(...(node.attrs as typeof attributes));
    if ("childNodes" in node) for (const child of node.childNodes as object[]) walk(child);
  };
  walk(parseFragment(html));
  for (const { name, value } of attributes) {
    if (name === "href" || name === "src") expect(value).toMatch(/^(?:https?:\/\/[^/]|mailto:|tel:)/);
    expect(name).not.toBe("id");
  }
}

function expectUnique(values: readonly string[]): void {
  expect(new Set(values).size).toBe(values.length);
}
