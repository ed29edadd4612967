import { type Config, hrefOf } from "../../../config.ts";
import type { Archive, Publication } from "../../../model/archive.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import { indexFolder } from "../search/bundles.ts";
import type { Settings } from "../search/contract.ts";
import { facetsOf } from "../search/facets.ts";
import type { SearchGroup } from "../search/groups.ts";
import type { SearchLimit, ViewPlan } from "../view.ts";

/** The page that searches, with everything that a search can be limited by. */
export function searchView(
  archive: Archive,
  config: Config,
  strings: Strings,
  groups: readonly SearchGroup[],
): ViewPlan {
  const { search, paths } = strings;
  const lists: readonly (readonly [string, string])[] = [
    [strings.issues.title, paths.issues],
    [strings.news.title, paths.news],
    [strings.topics.title, paths.topics],
    [strings.organisations.title, paths.organisations],
    [strings.events.title, paths.events],
  ];
  return {
    address: joinAddress(paths.search),
    title: search.title,
    description: search.description(config.name),
    detail: {
      kind: "search",
      settings: settingsOf(config, strings, groups),
      limits: limitsOf(
        archive,
        strings,
        groups.flatMap(({ publications }) => publications),
      ),
      lists: lists.map(([title, path]) => ({ title, address: joinAddress(path) })),
    },
  };
}

function settingsOf(config: Config, strings: Strings, groups: readonly SearchGroup[]): Settings {
  const { searching, found, none, noneWithin, advice, withoutLimits, failed, kindOf } = strings.search;
  const { facts: issue, factsOther: other } = strings.issue;
  const facts = { issue, news: other, page: other };
  return {
    locale: strings.locale,
    indexes: groups.map((group) => hrefOf(config, `/${indexFolder(strings, group)}/`)),
    texts: { searching, found, none, noneWithin, advice, withoutLimits, failed, kinds: kindOf, facts },
  };
}

/** Only what some text has can be chosen. */
function limitsOf(
  { topics, organisations }: Archive,
  strings: Strings,
  publications: readonly Publication[],
): SearchLimit[] {
  const { search, kinds } = strings;
  const { parameters } = search;
  const used = new Map<string, Set<string>>();
  for (const publication of publications) {
    for (const [name, values] of Object.entries(facetsOf(publication, strings))) {
      const known = used.get(name) ?? new Set();
      used.set(name, known);
      for (const value of values) known.add(value);
    }
  }
  const valuesOf = (name: string): string[] => [...(used.get(name) ?? [])];
  const { compare } = new Intl.Collator(strings.locale);
  const named = (name: string, register: ReadonlyMap<string, { readonly name: string }>) =>
    valuesOf(name)
      .map((value) => ({ value, title: register.get(value)?.name ?? value }))
      .sort((a, b) => compare(a.title, b.title));
  const years = valuesOf(parameters.year).sort().reverse();
  const kindValues = (["issue", "news", "page"] as const).filter((kind) =>
    valuesOf(parameters.kind).includes(search.kinds[kind]),
  );
  return [
    {
      name: parameters.year,
      title: search.year,
      all: search.allYears,
      values: years.map((value) => ({ value, title: value })),
    },
    { name: parameters.topic, title: search.topic, all: search.allTopics, values: named(parameters.topic, topics) },
    {
      name: parameters.organisation,
      title: search.organisation,
      all: search.allOrganisations,
      values: named(parameters.organisation, organisations),
    },
    {
      name: parameters.kind,
      title: search.kind,
      all: search.allKinds,
      values: kindValues.map((kind) => ({ value: search.kinds[kind], title: kinds[kind] })),
    },
  ].filter(({ values }) => values.length > 1);
}
