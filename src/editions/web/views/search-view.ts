import { type Config, hrefOf } from "../../../config.ts";
import type { Archive, Publication } from "../../../model/archive.ts";
import { yearOf } from "../../../model/partial-date.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Settings } from "../search/contract.ts";
import { indexFolder, type SearchGroup } from "../search/groups.ts";
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

/** Only what some text has can be chosen: what `facetsOf` gives for each, without computing it for every text. */
function limitsOf(
  { topics, organisations }: Archive,
  strings: Strings,
  publications: readonly Publication[],
): SearchLimit[] {
  const { search, kinds } = strings;
  const { parameters } = search;
  const used = {
    years: new Set<number>(),
    topics: new Set<string>(),
    organisations: new Set<string>(),
    kinds: new Set<Publication["kind"]>(),
  };
  for (const { kind, date, topics: about, mentions } of publications) {
    used.kinds.add(kind);
    if (date !== undefined) used.years.add(yearOf(date));
    for (const id of about) used.topics.add(id);
    for (const { id } of mentions) used.organisations.add(id);
  }
  const { compare } = new Intl.Collator(strings.locale);
  const named = (ids: Iterable<string>, register: ReadonlyMap<string, { readonly name: string }>) =>
    Array.from(ids, (id) => ({ value: id, title: register.get(id)?.name ?? id })).sort((a, b) =>
      compare(a.title, b.title),
    );
  const years = [...used.years].sort((a, b) => b - a).map(String);
  const kindsFound = (["issue", "news", "page"] as const).filter((kind) => used.kinds.has(kind));
  return [
    {
      name: parameters.year,
      title: search.year,
      all: search.allYears,
      values: years.map((value) => ({ value, title: value })),
    },
    { name: parameters.topic, title: search.topic, all: search.allTopics, values: named(used.topics, topics) },
    {
      name: parameters.organisation,
      title: search.organisation,
      all: search.allOrganisations,
      values: named(used.organisations, organisations),
    },
    {
      name: parameters.kind,
      title: search.kind,
      all: search.allKinds,
      values: kindsFound.map((kind) => ({ value: search.kinds[kind], title: kinds[kind] })),
    },
  ].filter(({ values }) => values.length > 1);
}
