import { rssMomentOf } from "../moment.ts";
import type { Entry } from "./entry.ts";
import { ATOM_TYPE, type FeedDocument, lastUpdate, RSS_TYPE } from "./feed-document.ts";
import { cdata, clean, escapeAttribute, escapeText } from "./xml.ts";

/**
 * RSS 2.0 after the RSS Advisory Board's Best Practices Profile: whole addresses, a description in plain text, and the whole
 * text in `content:encoded`. What is older stands in Atom's archive documents.
 */
export function rss(document: FeedDocument): string {
  const { title, description, language, page, self, previous, entries } = document;
  const last = lastUpdate(entries);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    "<channel>",
    `<title>${plain(title)}</title>`,
    `<link>${escapeText(page)}</link>`,
    `<description>${plain(description)}</description>`,
    `<language>${language}</language>`,
    ...(last ? [`<lastBuildDate>${rssMomentOf(last)}</lastBuildDate>`] : []),
    "<generator>Brevarkiv</generator>",
    link("self", RSS_TYPE, self),
    ...(previous ? [link("prev-archive", ATOM_TYPE, previous)] : []),
    ...entries.map((entry) => itemOf(entry, document)),
    "</channel>",
    "</rss>",
    "",
  ].join("\n");
}

function itemOf(entry: Entry, { topicScheme }: FeedDocument): string {
  const { id, address, title, language, published, summary, topics } = entry;
  return [
    "<item>",
    `<title>${plain(title)}</title>`,
    `<link>${escapeText(address)}</link>`,
    `<guid isPermaLink="${id === address}">${escapeText(id)}</guid>`,
    // Without a date readers show an old letter as one of today, so it stands here also where it is known in part.
    `<pubDate>${rssMomentOf(published)}</pubDate>`,
    ...topics.map(({ name }) => `<category domain="${escapeAttribute(topicScheme)}">${plain(name)}</category>`),
    ...(language ? [`<dc:language>${language}</dc:language>`] : []),
    ...(summary ? [`<description>${escapeText(escapeText(summary))}</description>`] : []),
    `<content:encoded>${cdata(entry.html())}</content:encoded>`,
    "</item>",
  ].join("\n");
}

/** Plain text with the references that the profile found most readers to understand. A description is read as markup. */
function plain(text: string): string {
  return clean(text).replaceAll("&", "&#x26;").replaceAll("<", "&#x3C;").replaceAll(">", "&#x3E;");
}

function link(relation: string, type: string, address: string): string {
  return `<atom:link rel="${relation}" type="${type}" href="${escapeAttribute(address)}"/>`;
}
