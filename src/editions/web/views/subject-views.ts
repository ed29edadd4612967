import type { Config } from "../../../config.ts";
import type { Archive, Publication } from "../../../model/archive.ts";
import { byOrganisation, byTopic, type Mention } from "../../../model/indexes.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Feed, Feeds } from "../documents/feeds/feed.ts";
import type { KindGroup, Link, ViewPlan, YearLink } from "../view.ts";
import { organisationAddress } from "./article.ts";
import { deadLinksAmong } from "./dead-links.ts";
import { topicEmbed } from "./embed-code.ts";
import { feedLinks } from "./feed-links.ts";
import type { RowOf } from "./row.ts";
import { topicAddress } from "./topic-links.ts";
import { listRows, spreadOverYears } from "./years.ts";

/** A topic or an organisation that something refers to. */
interface Subject {
  readonly name: string;
  readonly address: string;
  readonly description: string | undefined;
  readonly feed?: Feed | undefined;
  /** The page that shows it in the frame of another site. */
  readonly embed?: string;
}

/** A page per topic that anything is about, and the list of them. */
export function topicViews(archive: Archive, config: Config, strings: Strings, row: RowOf, feeds: Feeds): ViewPlan[] {
  const index: Link = { title: strings.topics.title, address: joinAddress(strings.paths.topics) };
  const found = byTopic(archive);
  const topics = inOrder([...archive.topics.values()], found, strings);
  return [
    {
      ...index,
      description: strings.topics.description(config.name),
      detail: {
        kind: "topics",
        subjects: topics.map(({ id, name, description }) => ({
          title: name,
          address: topicAddress(strings, id),
          count: found.get(id)?.length ?? 0,
          description,
        })),
      },
    },
    ...topics.flatMap(({ id, name, description }) =>
      subjectViews(
        {
          name,
          address: topicAddress(strings, id),
          description,
          feed: feeds.topics.get(id),
          embed: topicEmbed(strings, id),
        },
        found.get(id) ?? [],
        (publication) => publication,
        { index, label: strings.topics.one },
        (publications, years, about) => ({
          kind: "topic",
          description: about,
          get groups() {
            return byKind(publications, row);
          },
          years,
        }),
      ),
    ),
  ];
}

/** A page per organisation that anything names, and the list of them. */
export function organisationViews(archive: Archive, config: Config, strings: Strings, row: RowOf): ViewPlan[] {
  const index: Link = { title: strings.organisations.title, address: joinAddress(strings.paths.organisations) };
  const found = byOrganisation(archive);
  const organisations = inOrder([...archive.organisations.values()], found, strings);
  return [
    {
      ...index,
      description: strings.organisations.description(config.name),
      detail: {
        kind: "organisations",
        subjects: organisations.map(({ id, name, description }) => ({
          title: name,
          address: organisationAddress(strings, id),
          count: found.get(id)?.length ?? 0,
          description,
        })),
      },
    },
    ...organisations.flatMap(({ id, name, description, url }) =>
      subjectViews<Mention>(
        { name, address: organisationAddress(strings, id), description },
        found.get(id) ?? [],
        ({ publication }) => publication,
        { index, label: strings.organisations.one },
        (mentions, years, about) => ({
          kind: "organisation",
          description: about,
          url,
          deadLinks: deadLinksAmong(archive, [url]),
          get mentions() {
            return mentions.map(({ publication, roles }) => ({ row: row(publication), roles }));
          },
          years,
        }),
      ),
    ),
  ];
}

/**
 * A subject's own page and, where there is too much for one page, a page for each of its years.
 * @param detailOf returns what a page shows, whose rows are made on demand: those of most years never are
 */
function subjectViews<T>(
  { name, address, description, feed, embed }: Subject,
  entries: readonly T[],
  publicationOf: (entry: T) => Publication,
  { index, label }: { readonly index: Link; readonly label: string },
  detailOf: (entries: readonly T[], years: readonly YearLink[], description: string | undefined) => ViewPlan["detail"],
): ViewPlan[] {
  const { shown, years } = spreadOverYears(entries, (entry) => publicationOf(entry).date);
  const links = years.map(({ year, entries: { length: count } }) => ({
    year,
    address: joinAddress(address, year),
    count,
  }));
  const common = {
    label,
    description: description ?? `${label}: ${name}`,
    ...(feed && { feeds: feedLinks(feed) }),
  };
  return [
    {
      ...common,
      ...(embed && { embed }),
      address,
      title: name,
      breadcrumbs: [index],
      detail: detailOf(shown, links, description),
    },
    ...years.map(({ year, entries: ofYear }): ViewPlan => {
      const page = {
        ...common,
        address: joinAddress(address, year),
        title: `${name} ${year}`,
        breadcrumbs: [index, { title: name, address }],
      };
      // All but its rows, and the fingerprint of each row.
      let fingerprint = JSON.stringify({ ...page, detail: detailOf([], [], undefined) });
      for (const entry of ofYear) fingerprint += `\n${publicationOf(entry).fingerprint}`;
      return { ...page, detail: detailOf(ofYear, [], undefined), fingerprint };
    }),
  ];
}

/** The subjects that anything refers to, by name as the language sorts: å, ä and ö last in Swedish. */
export function inOrder<T extends { readonly id: string; readonly name: string }>(
  subjects: readonly T[],
  found: ReadonlyMap<string, unknown>,
  strings: Strings,
): T[] {
  const collator = new Intl.Collator(strings.locale);
  return subjects.filter(({ id }) => found.has(id)).sort((a, b) => collator.compare(a.name, b.name));
}

function byKind(publications: readonly Publication[], row: RowOf): KindGroup[] {
  return (["issue", "news", "page"] as const)
    .map((kind) => publications.filter((publication) => publication.kind === kind))
    .flatMap((ofKind) =>
      ofKind[0] ? [{ kind: ofKind[0].kind, rows: listRows(ofKind, row, publications.length) }] : [],
    );
}
