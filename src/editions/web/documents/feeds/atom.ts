import { momentOf } from "../moment.ts";
import type { Entry } from "./entry.ts";
import { ATOM_TYPE, type FeedDocument, lastUpdate } from "./feed-document.ts";
import { cdata, escapeAttribute, escapeText } from "./xml.ts";

/** Atom (RFC 4287), with the links between the documents of an archived feed (RFC 5005, section 4). */
export function atom(document: FeedDocument): string {
  const { id, title, description, language, page, self, author, current, previous, next, entries } = document;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom"${current ? ' xmlns:fh="http://purl.org/syndication/history/1.0"' : ""} xml:lang="${language}">`,
    `<id>${escapeText(id)}</id>`,
    `<title>${escapeText(title)}</title>`,
    `<subtitle>${escapeText(description)}</subtitle>`,
    link("self", ATOM_TYPE, self),
    link("alternate", "text/html", page),
    ...(current ? ["<fh:archive/>", link("current", ATOM_TYPE, current)] : []),
    ...(previous ? [link("prev-archive", ATOM_TYPE, previous)] : []),
    ...(next ? [link("next-archive", ATOM_TYPE, next)] : []),
    `<updated>${momentOf(lastUpdate(entries) ?? document.since)}</updated>`,
    `<author><name>${escapeText(author.name)}</name><uri>${escapeText(author.address)}</uri></author>`,
    "<generator>Brevarkiv</generator>",
    ...entries.map((entry) => entryOf(entry, document)),
    "</feed>",
    "",
  ].join("\n");
}

function entryOf(entry: Entry, { topicScheme, withTexts }: FeedDocument): string {
  const { id, address, title, language, published, updated, summary, topics } = entry;
  return [
    `<entry${language ? ` xml:lang="${language}"` : ""}>`,
    `<id>${escapeText(id)}</id>`,
    `<title>${escapeText(title)}</title>`,
    link("alternate", "text/html", address),
    `<published>${momentOf(published)}</published>`,
    `<updated>${momentOf(updated)}</updated>`,
    ...topics.map(
      (topic) =>
        `<category term="${topic.id}" scheme="${escapeAttribute(topicScheme)}" label="${escapeAttribute(topic.name)}"/>`,
    ),
    // An entry whose text stands elsewhere must have a summary (section 4.1.2).
    ...(summary || !withTexts ? [`<summary>${escapeText(summary || title)}</summary>`] : []),
    withTexts
      ? `<content type="html">${cdata(entry.html())}</content>`
      : `<content type="text/html" src="${escapeAttribute(address)}"/>`,
    "</entry>",
  ].join("\n");
}

function link(relation: string, type: string, address: string): string {
  return `<link rel="${relation}" type="${type}" href="${escapeAttribute(address)}"/>`;
}
