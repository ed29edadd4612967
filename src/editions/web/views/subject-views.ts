import type { Config } from "../../../config.ts";
import type { Archive, Publication } from "../../../model/archive.ts";
import { byOrganisation, byTopic } from "../../../model/indexes.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { KindGroup, Link, Row, ViewPlan } from "../view.ts";
import { organisationAddress, type PublicationViews, topicAddress } from "./publication-view.ts";

/** A page per topic that anything is about, and the list of them. */
export function topicViews(archive: Archive, config: Config, strings: Strings, { row }: PublicationViews): ViewPlan[] {
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
    ...topics.map(
      ({ id, name, description }): ViewPlan => ({
        address: topicAddress(strings, id),
        title: name,
        label: strings.topics.one,
        description: description ?? `${strings.topics.one}: ${name}`,
        breadcrumbs: [index],
        detail: { kind: "topic", description, groups: byKind(found.get(id) ?? [], row) },
      }),
    ),
  ];
}

/** A page per organisation that anything names, and the list of them. */
export function organisationViews(
  archive: Archive,
  config: Config,
  strings: Strings,
  { row }: PublicationViews,
): ViewPlan[] {
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
    ...organisations.map(
      ({ id, name, description, url }): ViewPlan => ({
        address: organisationAddress(strings, id),
        title: name,
        label: strings.organisations.one,
        description: description ?? `${strings.organisations.one}: ${name}`,
        breadcrumbs: [index],
        detail: {
          kind: "organisation",
          description,
          url,
          mentions: (found.get(id) ?? []).map(({ publication, roles }) => ({ row: row(publication), roles })),
        },
      }),
    ),
  ];
}

/** The subjects that anything refers to, by name as the language sorts: å, ä and ö last in Swedish. */
function inOrder<T extends { readonly id: string; readonly name: string }>(
  subjects: readonly T[],
  found: ReadonlyMap<string, unknown>,
  strings: Strings,
): T[] {
  const collator = new Intl.Collator(strings.locale);
  return subjects.filter(({ id }) => found.has(id)).sort((a, b) => collator.compare(a.name, b.name));
}

function byKind(publications: readonly Publication[], row: (publication: Publication) => Row): KindGroup[] {
  return (["issue", "news", "page"] as const)
    .map((kind) => ({ kind, rows: publications.filter((publication) => publication.kind === kind).map(row) }))
    .filter(({ rows }) => rows.length > 0);
}
