import type { Config } from "../../../config.ts";
import type { Archive, Publication } from "../../../model/archive.ts";
import { byOrganisation, byTopic } from "../../../model/indexes.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Counted, PublicationGroup, ViewPlan } from "../view.ts";

/** A page per topic and per organisation that anything refers to, and the two lists of them. */
export function subjectViews(archive: Archive, config: Config, strings: Strings): ViewPlan[] {
  return [...topicViews(archive, config, strings), ...organisationViews(archive, config, strings)];
}

function topicViews(archive: Archive, config: Config, strings: Strings): ViewPlan[] {
  const index = { title: strings.topics.title, address: joinAddress(strings.paths.topics) };
  const topics = inOrder(byTopic(archive), archive.topics, strings).map(({ known: topic, found }) => ({
    topic,
    publications: found,
    link: counted(topic, topicAddress(strings, topic.id), found.length),
  }));
  return [
    {
      ...index,
      description: strings.topics.description(config.name),
      detail: { kind: "topics", topics: topics.map(({ link }) => link) },
    },
    ...topics.map(
      ({ topic, publications, link }): ViewPlan => ({
        address: link.address,
        title: topic.name,
        description: topic.description ?? `${strings.topics.one}: ${topic.name}`,
        breadcrumbs: [index],
        detail: { kind: "topic", topic, groups: byKind(publications) },
      }),
    ),
  ];
}

function organisationViews(archive: Archive, config: Config, strings: Strings): ViewPlan[] {
  const index = { title: strings.organisations.title, address: joinAddress(strings.paths.organisations) };
  const organisations = inOrder(byOrganisation(archive), archive.organisations, strings).map(
    ({ known: organisation, found }) => ({
      organisation,
      mentions: found,
      link: counted(organisation, organisationAddress(strings, organisation.id), found.length),
    }),
  );
  return [
    {
      ...index,
      description: strings.organisations.description(config.name),
      detail: { kind: "organisations", organisations: organisations.map(({ link }) => link) },
    },
    ...organisations.map(
      ({ organisation, mentions, link }): ViewPlan => ({
        address: link.address,
        title: organisation.name,
        description: organisation.description ?? `${strings.organisations.one}: ${organisation.name}`,
        breadcrumbs: [index],
        detail: { kind: "organisation", organisation, mentions },
      }),
    ),
  ];
}

export function topicAddress(strings: Strings, id: string): string {
  return joinAddress(strings.paths.topics, id);
}

export function organisationAddress(strings: Strings, id: string): string {
  return joinAddress(strings.paths.organisations, id);
}

function counted(subject: { name: string; description?: string }, address: string, count: number): Counted {
  return { title: subject.name, address, count, description: subject.description };
}

/** The subjects that were found, by name as the language sorts: å, ä and ö last in Swedish. */
function inOrder<K extends { readonly name: string }, F>(
  found: ReadonlyMap<string, F>,
  known: ReadonlyMap<string, K>,
  strings: Strings,
): { known: K; found: F }[] {
  const collator = new Intl.Collator(strings.locale);
  return [...found]
    .flatMap(([id, value]) => {
      const subject = known.get(id);
      return subject ? [{ known: subject, found: value }] : [];
    })
    .sort((a, b) => collator.compare(a.known.name, b.known.name));
}

function byKind(publications: readonly Publication[]): PublicationGroup[] {
  return (["issue", "news", "page"] as const)
    .map((kind) => ({ kind, publications: publications.filter((publication) => publication.kind === kind) }))
    .filter((group) => group.publications.length > 0);
}
