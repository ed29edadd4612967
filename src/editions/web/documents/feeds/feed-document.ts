import type { PartialDate } from "../../../../model/partial-date.ts";
import type { Entry } from "./entry.ts";

/** One document of a feed, ready to be written in its format. Addresses are whole. */
export interface FeedDocument {
  /** The feed's own id, the same in all its documents. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** The page with the same texts for people. */
  readonly page: string;
  readonly self: string;
  /** When nothing had happened yet: what a feed without entries must still say in Atom. */
  readonly since: PartialDate;
  readonly author: { readonly name: string; readonly address: string };
  /** Distinguishes these topics' names from those of others. */
  readonly topicScheme: string;
  /** For an archive document (RFC 5005), the one with the newest entries. */
  readonly current?: string;
  /** The archive document with the entries before these. */
  readonly previous?: string;
  /** For an archive document, the one after it. */
  readonly next?: string;
  readonly entries: readonly Entry[];
  /** Whether the texts stand here, or are only referred to. */
  readonly withTexts: boolean;
}

export const ATOM_TYPE = "application/atom+xml";
export const RSS_TYPE = "application/rss+xml";
export const JSON_FEED_TYPE = "application/feed+json";

/** When anything in a document last changed: taken from the content, never from the build; undefined for an empty one. */
export function lastUpdate(entries: readonly Entry[]): string | undefined {
  return entries.reduce<string | undefined>(
    (last, { updated }) => (last === undefined || updated > last ? updated : last),
    undefined,
  );
}
