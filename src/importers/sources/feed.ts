import { basename } from "node:path";
import { parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from "feedsmith";
import { parseHtml, textContent } from "../html/parse-html.ts";
import type { Importer, Input, Reading, SourceLetter } from "../importer.ts";
import { atMost, JSON_FILE, XML_DEPTH, XML_FILE } from "../limits.ts";
import type { Publicity } from "../publicity.ts";
import { sentAt } from "./dates.ts";
import { decode } from "./decode.ts";
import { type Enclosure, enclosed } from "./enclosures.ts";
import { eachFile, readUpTo, stemOf } from "./input.ts";
import { readJson } from "./json.ts";
import { languageTag } from "./language.ts";
import { letterOfEntry } from "./letter-of-entry.ts";
import { publicAddress } from "./page.ts";
import { failed, skipped } from "./reading.ts";
import { withParagraphs, wordPressItems } from "./wordpress.ts";

/** A feed that holds whole letters: RSS 2.0 and 1.0, Atom, JSON Feed. */
export const feed: Importer = {
  kind: "feed",
  label: "a feed",
  detect: (input) => formatOf(input) !== undefined,
  read: (input) => eachFile(input, (file) => formatOf(file) !== undefined, readFeed),
};

type Format = "rss" | "rdf" | "atom" | "json";

function formatOf({ head, isFolder }: Input): Format | undefined {
  if (isFolder) return undefined;
  const text = decode(head.subarray(0, 8_192)).trimStart();
  if (/^\{/.test(text) && /"version"\s*:\s*"https?:\/\/jsonfeed\.org\/version\//.test(text)) return "json";
  const root =
    /^(?:<\?[^<>]*\?>\s*|<!--(?:[^-]|-(?!->))*-->\s*|<!DOCTYPE[^<>[]*(?:\[[\s\S]*?\])?\s*>\s*)*<([\w:]+)/i.exec(
      text,
    )?.[1];
  return FORMATS.get(root ?? "");
}

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ["rss", "rss"],
  ["rdf:RDF", "rdf"],
  ["feed", "atom"],
  ["atom:feed", "atom"],
]);

/** An entry of any format. */
interface Item {
  readonly id: string | undefined;
  readonly url: string | undefined;
  readonly title: string | undefined;
  readonly date: string | undefined;
  readonly summary: string | undefined;
  readonly language: string | undefined;
  readonly body: SourceLetter["body"] | undefined;
  /** Its text as it stands in the feed, where the body has been changed. */
  readonly original?: string | undefined;
  /** What came with it, and is not in the feed itself. */
  readonly enclosures?: readonly Enclosure[];
  readonly publicity?: Publicity | undefined;
}

function* readFeed(input: Input): Iterable<Reading> {
  for (const [index, item] of itemsOf(input).entries()) {
    const place = `${input.path}#${index + 1}`;
    const publicity = item.publicity && { publicity: item.publicity };
    try {
      if (item.body) yield { letter: letterOf(input, place, item, item.body), ...publicity };
      else yield { ...skipped(place, "the feed has only a summary of it"), ...publicity };
    } catch (error) {
      yield failed(place, error);
    }
  }
}

function itemsOf(input: Input): Item[] {
  switch (formatOf(input)) {
    case "json":
      return itemsOfJson(readUpTo(JSON_FILE, input.path));
    case "atom":
      return itemsOfAtom(readXml(input));
    case "rdf":
      return itemsOfRdf(readXml(input));
    default:
      return itemsOfRss(readXml(input));
  }
}

function readXml(input: Input): string {
  const bytes = readUpTo(XML_FILE, input.path);
  const declared = /^\s*<\?xml\b[^<>]*?\bencoding\s*=\s*["']([\w.:-]+)/i.exec(
    Buffer.from(bytes.subarray(0, 200)).toString("latin1"),
  )?.[1];
  const text = decode(bytes, declared);
  refuseTraps(text);
  return text;
}

/**
 * Refuses document types, as entities declared there can grow a feed of a kilobyte to gigabytes, or read other files; and nesting
 * that would overflow the stack of the parser.
 */
function refuseTraps(xml: string): void {
  let depth = 0;
  let at = xml.indexOf("<");
  while (at !== -1) {
    if (xml.startsWith("<![CDATA[", at)) at = endOf(xml, "]]>", at);
    else if (xml.startsWith("<!--", at)) at = endOf(xml, "-->", at);
    else if (xml.startsWith("<?", at)) at = endOf(xml, "?>", at);
    else if (xml.startsWith("<!", at))
      throw new Error("the feed declares a document type, which no feed needs and a trap would");
    else {
      const end = endOf(xml, ">", at);
      if (xml.startsWith("</", at)) depth--;
      else if (xml[end - 2] !== "/") atMost(XML_DEPTH, ++depth);
      at = end;
    }
    at = xml.indexOf("<", at);
  }
}

function endOf(xml: string, mark: string, start: number): number {
  const found = xml.indexOf(mark, start);
  if (found === -1) throw new Error("the feed is cut off or damaged");
  return found + mark.length;
}

function itemsOfRss(xml: string): Item[] {
  const { items = [], language } = read(() => parseRssFeed(xml));
  const ofWordPress = wordPressItems(xml, items.length);
  return items.map((item, index) => {
    const { text, summary } = textOf(item);
    const content = ofWordPress && text !== undefined ? withParagraphs(text) : text;
    return {
      id: item.guid?.value,
      url: item.link,
      title: plainText(item.title),
      date: ofWordPress?.[index]?.date ?? item.pubDate ?? item.dc?.dates?.[0],
      summary,
      language,
      body: htmlBody(content),
      original: text,
      enclosures: [...(item.enclosures ?? []), ...(item.media?.contents ?? [])],
      publicity: ofWordPress?.[index]?.publicity,
    };
  });
}

/** RSS 1.0, which is RDF. */
function itemsOfRdf(xml: string): Item[] {
  const { items = [], dc } = read(() => parseRdfFeed(xml));
  return items.map((item) => {
    const { text, summary } = textOf(item);
    return {
      id: item.rdf?.about ?? item.link,
      url: item.link,
      title: plainText(item.title),
      date: item.dc?.dates?.[0],
      summary,
      language: dc?.languages?.[0],
      body: htmlBody(text),
    };
  });
}

/** The whole text of an entry of RSS, and the summary beside it. */
function textOf(item: { content?: { encoded?: string }; description?: string }) {
  const full = item.content?.encoded;
  if (full !== undefined) return { text: full, summary: plainSummary(item.description) };
  return { text: isFullText(item.description) ? item.description : undefined, summary: undefined };
}

function htmlBody(content: string | undefined): Item["body"] {
  return content === undefined ? undefined : { format: "html", content };
}

/** A description of this many characters is a whole letter; so is a shorter one with paragraphs. */
const SHORTEST_FULL_TEXT = 1_000;

/** Descriptions are the whole text in some feeds and only its beginning in others, which then ends in a typical way. */
function isFullText(description: string | undefined): boolean {
  if (description === undefined) return false;
  const text = description
    .slice(-200)
    .replace(/<[^<>]*>/g, " ")
    .trimEnd();
  if (/(?:…|\.\.\.|&#8230;|&hellip;)\]?$|\b(?:läs mer|läs hela|read more|continue reading)\W{0,10}$/i.test(text))
    return false;
  return /<(?:p|br|div|table|h[1-6]|ul|ol)\b/i.test(description) || description.length >= SHORTEST_FULL_TEXT;
}

function plainSummary(description: string | undefined): string | undefined {
  return description === undefined || /[<>]/.test(description) ? undefined : plainText(description);
}

/** A title or summary that is HTML, as text. What a feed says of that is often false, and text with such entities is always meant so. */
function plainText(html: string | undefined): string | undefined {
  if (html === undefined || !/[<&]/.test(html)) return html;
  return textContent(parseHtml(`<body>${html}`)).trim();
}

function itemsOfAtom(xml: string): Item[] {
  const { entries = [], xml: ofFeed } = read(() => parseAtomFeed(xml));
  return entries.map((entry) => {
    const { value, type = "text", src } = entry.content ?? {};
    const isHtml = /html/i.test(type);
    const link = entry.links?.find(({ rel }) => rel === undefined || rel === "alternate") ?? entry.links?.[0];
    const base = [ofFeed?.base, entry.xml?.base].reduce(resolved, undefined);
    return {
      id: entry.id,
      url: resolved(base, link?.href),
      title: textOfAtom(entry.title, plainText),
      date: entry.published ?? entry.updated,
      summary: textOfAtom(entry.summary, plainSummary),
      language: entry.content?.xml?.lang ?? entry.xml?.lang ?? ofFeed?.lang,
      body: value === undefined || src !== undefined ? undefined : { format: isHtml ? "html" : "text", content: value },
      enclosures: (entry.links ?? []).flatMap(({ rel, href, type }) =>
        rel === "enclosure" ? [{ url: resolved(base, href), type }] : [],
      ),
    };
  });
}

/** A title or summary of Atom, which says whether it is HTML (RFC 4287, 3.1.1). */
function textOfAtom(
  text: { readonly value?: string; readonly type?: string } | undefined,
  plain: typeof plainText,
): string | undefined {
  return /html/i.test(text?.type ?? "") ? plain(text?.value) : text?.value;
}

/** An address by the base that counts where it stands (XML Base, 3). */
function resolved(base: string | undefined, address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address, base) ? new URL(address, base).href : (address ?? base);
}

function itemsOfJson(bytes: Uint8Array): Item[] {
  const { items = [], language } = read(() => parseJsonFeed(readJson(bytes)));
  return items.map((item) => ({
    id: item.id,
    url: item.url,
    title: item.title,
    date: item.date_published ?? item.date_modified,
    summary: item.summary,
    language: item.language ?? language,
    body: item.content_html
      ? { format: "html", content: item.content_html }
      : item.content_text
        ? { format: "text", content: item.content_text }
        : undefined,
    enclosures: (item.attachments ?? []).map(({ url, mime_type: type, title }) => ({ url, type, title })),
  }));
}

function read<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    // A limit has a better message than the library.
    if (error instanceof Error && error.name === "ImportLimitError") throw error;
    throw new Error("the feed cannot be read; it is damaged or cut off", { cause: error });
  }
}

/** Addresses, tags and UUIDs are globally unique; "17" is not. */
function isUnique(id: string | undefined): boolean {
  return id !== undefined && (id.includes(":") || /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(id));
}

function letterOf(input: Input, place: string, item: Item, body: SourceLetter["body"]): SourceLetter {
  const url = publicAddress(item.url);
  const { title: subject, summary: preheader } = item;
  const last = url === undefined ? "" : stemOf(new URL(url).pathname);
  const name = (/[a-z]/i.test(last) && last) || subject || stemOf(input.path);
  const { documents, repairs } = enclosed(item.enclosures ?? [], body.content);
  const letter = letterOfEntry({
    place,
    name,
    kind: "feed",
    id: isUnique(item.id) ? item.id : url,
    url,
    file: basename(input.path),
    original: Buffer.from(item.original ?? body.content),
    originalName: `${name}.${body.format === "html" ? "html" : "txt"}`,
    subject,
    date: sentAt(item.date),
    preheader,
    language: languageTag(item.language),
    body,
    facts: documents.length > 0 ? { documents } : undefined,
  });
  return { ...letter, repairs: [...letter.repairs, ...repairs] };
}
