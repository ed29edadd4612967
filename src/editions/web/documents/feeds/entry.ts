import { absoluteAddress, type Config } from "../../../../config.ts";
import { lazy } from "../../../../lazy.ts";
import { type Archive, firstAddress } from "../../../../model/archive.ts";
import type { CorrectionOf, Dated } from "../../../../model/indexes.ts";
import type { PartialDate } from "../../../../model/partial-date.ts";
import type { Strings } from "../../../../strings/strings.ts";
import { foreignLanguage, lastChange } from "../../views/row.ts";
import { topicAddress } from "../../views/topic-links.ts";
import { permanentId } from "../permanent-id.ts";
import { createEntryHtml } from "./entry-html.ts";
import { escapeText } from "./xml.ts";

/** An item of a feed: a publication or a correction of one. Its entry is built only where a document is written. */
export type FeedItem = Dated | CorrectionOf;

/** The entry of one publication, whatever the feed's format. */
export interface Entry {
  /** Never changes, see {@link permanentId}. */
  readonly id: string;
  /** The whole address of its page. */
  readonly address: string;
  readonly title: string;
  /** Of title, summary and text; absent where it is the site's. */
  readonly language: string | undefined;
  readonly published: PartialDate;
  readonly updated: PartialDate;
  /** What it is about, in plain text; "" when that is unknown. */
  readonly summary: string;
  readonly topics: readonly { readonly id: string; readonly name: string }[];
  /** The whole text with whole addresses; may have to be read from disk. */
  html(): string;
}

/** When an item of a feed last changed. */
export function updateOf(item: FeedItem): PartialDate {
  return isCorrection(item) ? item.date : (lastChange(item) ?? item.date);
}

/**
 * The fingerprint of an item's entry, without the names of its topics: that of its publication, which covers its address too, and
 * the address it first had where that is another.
 */
export function fingerprintOf(item: FeedItem, { ledger }: Pick<Archive, "ledger">): string {
  const { address, fingerprint } = isCorrection(item) ? item.publication : item;
  const first = ledger.ids.size > 0 ? ledger.ids.get(address) : undefined;
  const identity = first === undefined ? fingerprint : `${fingerprint} ${first}`;
  return isCorrection(item) ? `${identity} ${item.number}` : identity;
}

/** @returns a function that makes the entry of an item */
export function createEntries(archive: Archive, config: Config, strings: Strings): (item: FeedItem) => Entry {
  const htmlOf = createEntryHtml(config, strings);
  return (item) =>
    isCorrection(item)
      ? correctionEntry(item, archive, config, strings)
      : publicationEntry(item, archive, config, htmlOf);
}

function isCorrection(item: FeedItem): item is CorrectionOf {
  return !("kind" in item);
}

function publicationEntry(
  publication: Dated,
  archive: Archive,
  config: Config,
  htmlOf: ReturnType<typeof createEntryHtml>,
): Entry {
  const { title, date, summary, excerpt, topics } = publication;
  const address = absoluteAddress(config, publication.address);
  const language = foreignLanguage(publication, config);
  return {
    id: permanentId(config, firstAddress(archive, publication.address)),
    address,
    title,
    language,
    published: date,
    updated: updateOf(publication),
    summary: summary ?? excerpt,
    topics: topics.map((id) => ({ id, name: archive.topics.get(id)?.name ?? id })),
    html: lazy(() => htmlOf(publication, address)),
  };
}

/** What was put right in a publication, as an entry of its own. */
function correctionEntry(
  { date, text, publication, number }: CorrectionOf,
  archive: Archive,
  config: Config,
  strings: Strings,
): Entry {
  const { heading, address } = publication;
  const page = absoluteAddress(config, address);
  return {
    id: permanentId(config, `${firstAddress(archive, address)}#${strings.paths.corrections}-${number}`),
    address: page,
    title: strings.feeds.correction(heading),
    language: undefined,
    published: date,
    updated: date,
    summary: text,
    topics: [],
    html: () => `<p>${escapeText(text)}</p>\n<p><a href="${page}">${escapeText(heading)}</a></p>\n`,
  };
}

/** Where the site explains its topics: distinguishes its topic names from those of others. */
export function topicScheme(config: Config, strings: Strings): string {
  return absoluteAddress(config, topicAddress(strings, ""));
}
