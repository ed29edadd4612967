import { type Config, colophonAt } from "../../../config.ts";
import { sha256 } from "../../../hash.ts";
import { memoize } from "../../../memoize.ts";
import type { Archive, Issue } from "../../../model/archive.ts";
import { byYear } from "../../../model/indexes.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Feeds } from "../documents/feeds/feed.ts";
import type { Link, ViewPlan } from "../view.ts";
import { deadLinksOf } from "./dead-links.ts";
import { feedLinks } from "./feed-links.ts";
import { issueIndex, yearAddress } from "./issue-views.ts";
import { keptOf } from "./ledger-views.ts";
import { describe, lastChange, type RowOf, textLink } from "./row.ts";
import { topicAddress, topicLinks } from "./topic-links.ts";
import { listRows } from "./years.ts";

/** A year of letters: its list and the letters' own pages. None of them is made before somebody asks. */
export interface VolumePlan {
  readonly year: number;
  /** Where its list stands. */
  readonly address: string;
  /** Newest first. */
  readonly letters: readonly Issue[];
  /** The fingerprint of everything that its pages show, besides the configuration. */
  readonly fingerprint: string;
  plans(): ViewPlan[];
}

/** Most years of an archive are over, and nothing on their pages ever changes: those are compared a year at a time. */
export function volumePlans(
  archive: Archive,
  config: Config,
  strings: Strings,
  row: RowOf,
  feeds: Feeds,
): VolumePlan[] {
  const { issues } = archive;
  const index = issueIndex(strings);
  const neighbour = (position: number): Link | undefined => {
    const issue = issues[position];
    return issue && textLink(issue, issue.heading, config);
  };
  // Shared by all letters, as there are many.
  const topicLink = memoize((id: string) => topicLinks({ topics: [id] }, archive, strings));
  const aboveIn = memoize((year: string): Link[] => [index, { title: year, address: yearAddress(strings, year) }]);
  const letterPage = (issue: Issue, position: number): ViewPlan => {
    const topics = issue.topics.flatMap(topicLink);
    const deadLinks = deadLinksOf(archive, issue);
    const previous = neighbour(position + 1);
    const next = neighbour(position - 1);
    const kept = keptOf(issue, archive, strings);
    return {
      address: issue.address,
      title: issue.title,
      description: describe(issue),
      breadcrumbs: aboveIn(issue.date.slice(0, 4)),
      modified: lastChange(issue),
      date: issue.date,
      detail: {
        kind: "issue",
        fingerprint: issue.fingerprint,
        deadLinks,
        ...kept,
        topics,
        previous,
        next,
        colophon: colophonAt(config, issue.date),
      },
      // The fingerprint identifies the issue, and there are many issues.
      fingerprint: JSON.stringify([issue.fingerprint, deadLinks, kept, topics, previous, next]),
    };
  };

  const years = [...byYear(issues)];
  const linkTo = (position: number): Link | undefined => {
    const [year] = years[position] ?? [];
    return year === undefined ? undefined : { title: String(year), address: yearAddress(strings, year) };
  };
  const yearPage = (year: number, letters: readonly Issue[], position: number): ViewPlan => ({
    address: yearAddress(strings, year),
    title: strings.issues.year(year),
    description: strings.issues.yearDescription(year, config.name),
    breadcrumbs: [index],
    modified: letters[0] && lastChange(letters[0]),
    feeds: feedLinks(feeds.issues),
    detail: {
      kind: "year",
      rows: listRows(letters, row),
      previous: linkTo(position + 1),
      next: linkTo(position - 1),
    },
  });

  let before = 0;
  return years.map(([year, letters], position) => {
    const first = before;
    before += letters.length;
    // Within the year, the fingerprints cover neighbours and rows too.
    const around = [neighbour(first - 1), neighbour(before), linkTo(position - 1), linkTo(position + 1)];
    return {
      year,
      address: yearAddress(strings, year),
      letters,
      fingerprint: sha256(
        [
          JSON.stringify([around, topicsOf(letters, archive, strings)]),
          ...fingerprintsOf(letters, archive, strings),
        ].join("\n"),
      ),
      plans: () => [
        yearPage(year, letters, position),
        ...letters.map((letter, place) => letterPage(letter, first + place)),
      ],
    };
  });
}

/** The topics that letters name, as their pages show them. */
function topicsOf(letters: readonly Issue[], archive: Archive, strings: Strings): [string, string | undefined][] {
  const ids = new Set<string>();
  for (const { topics } of letters) for (const id of topics) ids.add(id);
  return Array.from(ids, (id) => [topicAddress(strings, id), archive.topics.get(id)?.name]);
}

/** The fingerprint of each issue, and of what its page shows besides. */
function fingerprintsOf(letters: readonly Issue[], archive: Archive, strings: Strings): string[] {
  const { deadLinks, ledger } = archive;
  if (deadLinks.size + ledger.earlier.size + ledger.movedAnchors.size === 0)
    return letters.map(({ fingerprint }) => fingerprint);
  return letters.map(
    (letter) => letter.fingerprint + JSON.stringify([deadLinksOf(archive, letter), keptOf(letter, archive, strings)]),
  );
}
