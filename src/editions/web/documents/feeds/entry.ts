import { absoluteAddress, type Config } from "../../../../config.ts";
import { type Archive, firstAddress } from "../../../../model/archive.ts";
import type { CorrectionOf, Dated } from "../../../../model/indexes.ts";
import type { PartialDate } from "../../../../model/partial-date.ts";
import type { Strings } from "../../../../strings/strings.ts";
import { foreignLanguage, lastChange } from "../../views/row.ts";
import { topicAddress } from "../../views/topic-links.ts";
import { permanentId } from "../permanent-id.ts";
import { createEntryHtml } from "./entry-html.ts";
import { escapeText } from "./xml.ts";

/** One text in a feed, whatever the feed's format. */
export interface Entry {
  /** Never changes, see {@link permanentId}. */
  readonly id: string;
  /** The whole address of its page. */
  readonly address: string;
  readonly title: string;
  /** Absent where it is the site's. */
  readonly language?: string;
  readonly published: PartialDate;
  readonly updated: PartialDate;
  /** What it is about, in plain text; "" when nothing tells. */
  readonly summary: string;
  /** The summary's language; absent where it is the site's. */
  readonly summaryLanguage?: string;
  readonly topics: readonly { readonly id: string; readonly name: string }[];
  /** Stands for all of it, its text too. */
  readonly stamp: string;
  /** The whole text with whole addresses; may have to be read from disk. */
  html(): string;
}

/** The entry of a publication; made once for each, as it stands in several feeds. */
export type EntryOf = (publication: Dated) => Entry;

export function createEntries(archive: Archive, config: Config, strings: Strings): EntryOf {
  const entries = new WeakMap<Dated, Entry>();
  let htmlOf: ReturnType<typeof createEntryHtml> | undefined;
  return (publication) => {
    const known = entries.get(publication);
    if (known) return known;
    const { title, date, summary, excerpt, digest } = publication;
    const address = absoluteAddress(config, publication.address);
    const language = foreignLanguage(publication, config);
    const topics = publication.topics.map((id) => ({ id, name: archive.topics.get(id)?.name ?? id }));
    const entry: Entry = {
      id: permanentId(config, firstAddress(archive, publication.address)),
      address,
      title,
      ...(language && { language }),
      published: date,
      updated: lastChange(publication) ?? date,
      summary: summary ?? excerpt,
      ...(language && summary === undefined && { summaryLanguage: language }),
      topics,
      stamp: [digest, ...topics.map(({ name }) => name)].join("\n"),
      html: () => {
        htmlOf ??= createEntryHtml(config, strings);
        return htmlOf(publication, address);
      },
    };
    entries.set(publication, entry);
    return entry;
  };
}

/** What was put right in a publication, as an entry of its own. */
export function correctionEntry(
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
    published: date,
    updated: date,
    summary: text,
    topics: [],
    stamp: JSON.stringify([date, text, heading, address]),
    html: () => `<p>${escapeText(text)}</p>\n<p><a href="${page}">${escapeText(heading)}</a></p>\n`,
  };
}

/** Where the site explains its topics: what tells its names of topics from those of others. */
export function topicScheme(config: Config, strings: Strings): string {
  return absoluteAddress(config, topicAddress(strings, ""));
}
