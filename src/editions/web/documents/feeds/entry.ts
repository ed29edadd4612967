import { absoluteAddress, type Config } from "../../../../config.ts";
import { once } from "../../../../lazy.ts";
import { type Archive, firstAddress } from "../../../../model/archive.ts";
import type { CorrectionOf, Dated } from "../../../../model/indexes.ts";
import type { PartialDate } from "../../../../model/partial-date.ts";
import type { Strings } from "../../../../strings/strings.ts";
import { foreignLanguage, lastChange } from "../../views/row.ts";
import { topicAddress } from "../../views/topic-links.ts";
import { permanentId } from "../permanent-id.ts";
import { createEntryHtml } from "./entry-html.ts";
import { escapeText } from "./xml.ts";

/** What a feed tells of: a text, or what was put right in one. An entry is made of it only where a document is made. */
export type Told = Dated | CorrectionOf;

/** What a feed tells of one text, whatever the feed's format. */
export interface Entry {
  /** Never changes, see {@link permanentId}. */
  readonly id: string;
  /** The whole address of its page. */
  readonly address: string;
  readonly title: string;
  /** Absent where it is the site's. */
  readonly language: string | undefined;
  readonly published: PartialDate;
  readonly updated: PartialDate;
  /** What it is about, in plain text; "" when nothing tells. */
  readonly summary: string;
  /** The summary's language; absent where it is the site's. */
  readonly summaryLanguage: string | undefined;
  readonly topics: readonly { readonly id: string; readonly name: string }[];
  /** The whole text with whole addresses; may have to be read from disk. */
  html(): string;
}

/** When what a feed tells of last changed. */
export function updateOf(told: Told): PartialDate {
  return isCorrection(told) ? told.date : (lastChange(told) ?? told.date);
}

/**
 * Stands for the entry of a text, all but the names of its topics: its digest, which stands for its address too, and the
 * address it first had where that is another.
 */
export function stampOf(told: Told, { promised }: Pick<Archive, "promised">): string {
  const { address, digest } = isCorrection(told) ? told.publication : told;
  const first = promised.ids.size > 0 ? promised.ids.get(address) : undefined;
  const stamp = first === undefined ? digest : `${digest} ${first}`;
  return isCorrection(told) ? `${stamp} ${told.number}` : stamp;
}

/** @returns a function that makes the entry of what a feed tells of */
export function createEntries(archive: Archive, config: Config, strings: Strings): (told: Told) => Entry {
  const htmlOf = createEntryHtml(config, strings);
  return (told) =>
    isCorrection(told)
      ? correctionEntry(told, archive, config, strings)
      : publicationEntry(told, archive, config, htmlOf);
}

function isCorrection(told: Told): told is CorrectionOf {
  return !("kind" in told);
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
    summaryLanguage: summary === undefined ? language : undefined,
    topics: topics.map((id) => ({ id, name: archive.topics.get(id)?.name ?? id })),
    html: once(() => htmlOf(publication, address)),
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
    summaryLanguage: undefined,
    published: date,
    updated: date,
    summary: text,
    topics: [],
    html: () => `<p>${escapeText(text)}</p>\n<p><a href="${page}">${escapeText(heading)}</a></p>\n`,
  };
}

/** Where the site explains its topics: what tells its names of topics from those of others. */
export function topicScheme(config: Config, strings: Strings): string {
  return absoluteAddress(config, topicAddress(strings, ""));
}
