import type { Config } from "../../../config.ts";
import type { Archive } from "../../../model/archive.ts";
import { byOrganisation, byTopic } from "../../../model/indexes.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Link, Row } from "../view.ts";
import { organisationAddress } from "./article.ts";
import { createRows } from "./row.ts";
import { topicAddress } from "./topic-links.ts";

/** The archive in few words, for templates that list what is in it. */
export interface ArchiveView {
  /** Newest first. */
  readonly issues: readonly Row[];
  /** Newest first. */
  readonly news: readonly Row[];
  /** In the order of the site. */
  readonly pages: readonly Row[];
  /** Those that something is about, by name. */
  readonly topics: readonly Link[];
  /** Those that something is about, by name. */
  readonly organisations: readonly Link[];
}

export function archiveView(archive: Archive, config: Config, strings: Strings): ArchiveView {
  const row = createRows(config);
  const collator = new Intl.Collator(strings.locale);
  const byName = (links: Link[]): Link[] => links.sort((a, b) => collator.compare(a.title, b.title));
  return {
    issues: archive.issues.map(row),
    news: archive.news.map(row),
    pages: archive.pages.map(row),
    topics: byName(linksTo(archive.topics, byTopic(archive), (id) => topicAddress(strings, id))),
    organisations: byName(
      linksTo(archive.organisations, byOrganisation(archive), (id) => organisationAddress(strings, id)),
    ),
  };
}

/** The pages of those of a register that something is about. */
function linksTo(
  register: ReadonlyMap<string, { readonly name: string }>,
  mentioned: ReadonlyMap<string, unknown>,
  addressOf: (id: string) => string,
): Link[] {
  return [...register].flatMap(([id, { name }]) =>
    mentioned.has(id) ? [{ title: name, address: addressOf(id) }] : [],
  );
}
