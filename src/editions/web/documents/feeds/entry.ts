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
  readonly language: string | undefined;
  readonly published: PartialDate;
  readonly updated: PartialDate;
  /** What it is about, in plain text; "" when nothing tells. */
  readonly summary: string;
  /** The summary's language; absent where it is the site's. */
  readonly summaryLanguage: string | undefined;
  readonly topics: readonly { readonly id: string; readonly name: string }[];
  /** Stands for all of it, its text too. */
  readonly stamp: string;
  /** The whole text with whole addresses; may have to be read from disk. */
  html(): string;
}

/** The entry of a publication; made once for each, as it stands in several feeds. */
export type EntryOf = (publication: Dated) => Entry;

export function createEntries(archive: Archive, config: Config, strings: Strings): EntryOf {
  const entries = new Map<Dated, Entry>();
  let made: ReturnType<typeof createEntryHtml> | undefined;
  const htmlOf: typeof made = (...parts) => {
    made ??= createEntryHtml(config, strings);
    return made(...parts);
  };
  return (publication) => {
    const entry = entries.get(publication) ?? new PublicationEntry(publication, archive, config, htmlOf);
    entries.set(publication, entry);
    return entry;
  };
}

/** All but its stamp and dates is asked for only where a document is made, which of most letters in a build it is not. */
class PublicationEntry implements Entry {
  readonly #publication: Dated;
  readonly #archive: Archive;
  readonly #config: Config;
  readonly #htmlOf: ReturnType<typeof createEntryHtml>;
  #stamp: string | undefined;

  constructor(publication: Dated, archive: Archive, config: Config, htmlOf: ReturnType<typeof createEntryHtml>) {
    this.#publication = publication;
    this.#archive = archive;
    this.#config = config;
    this.#htmlOf = htmlOf;
  }

  get published(): PartialDate {
    return this.#publication.date;
  }

  get updated(): PartialDate {
    return lastChange(this.#publication) ?? this.#publication.date;
  }

  get stamp(): string {
    this.#stamp ??= this.#makeStamp();
    return this.#stamp;
  }

  get id(): string {
    return permanentId(this.#config, firstAddress(this.#archive, this.#publication.address));
  }

  get address(): string {
    return absoluteAddress(this.#config, this.#publication.address);
  }

  get title(): string {
    return this.#publication.title;
  }

  get language(): string | undefined {
    return foreignLanguage(this.#publication, this.#config);
  }

  get summary(): string {
    return this.#publication.summary ?? this.#publication.excerpt;
  }

  get summaryLanguage(): string | undefined {
    return this.#publication.summary === undefined ? this.language : undefined;
  }

  get topics(): Entry["topics"] {
    return this.#publication.topics.map((id) => ({ id, name: this.#nameOf(id) }));
  }

  html(): string {
    return this.#htmlOf(this.#publication, this.address);
  }

  /** The digest stands for the address it has, not for the one it first had; and for the ids of its topics, not for their names. */
  #makeStamp(): string {
    const { address, digest, topics } = this.#publication;
    const first = this.#archive.promised.ids.get(address) ?? "";
    return `${digest} ${first} ${topics.map((id) => this.#nameOf(id)).join("\n")}`;
  }

  #nameOf(topic: string): string {
    return this.#archive.topics.get(topic)?.name ?? topic;
  }
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
    language: undefined,
    summaryLanguage: undefined,
    published: date,
    updated: date,
    summary: text,
    topics: [],
    stamp: JSON.stringify([date, text, heading, address, firstAddress(archive, address), number]),
    html: () => `<p>${escapeText(text)}</p>\n<p><a href="${page}">${escapeText(heading)}</a></p>\n`,
  };
}

/** Where the site explains its topics: what tells its names of topics from those of others. */
export function topicScheme(config: Config, strings: Strings): string {
  return absoluteAddress(config, topicAddress(strings, ""));
}
