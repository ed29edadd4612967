import { type Config, colophonAt } from "../../../config.ts";
import type { Archive, Issue } from "../../../model/archive.ts";
import { byYear } from "../../../model/indexes.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Link, ViewPlan } from "../view.ts";
import { describe, lastChange, type PublicationViews } from "./publication-view.ts";

/** As many letters stand on the archive's index itself; the rest on the pages of their years, one step away. */
const MOST_ON_INDEX = 300;

/** The archive's index, a page a year, a page a letter, and the address that always leads to the newest. */
export function issueViews(
  { issues }: Archive,
  config: Config,
  strings: Strings,
  { row, article }: PublicationViews,
): ViewPlan[] {
  const index: Link = { title: strings.issues.title, address: joinAddress(strings.paths.issues) };
  const years = [...byYear(issues)].map(([year, letters]) => ({
    year,
    title: String(year),
    address: joinAddress(strings.paths.issues, year),
    letters,
  }));
  const [newest] = issues;
  const neighbour = (position: number) => {
    const issue = issues[position];
    return issue && row(issue);
  };

  return [
    {
      ...index,
      description: strings.issues.description(config.name),
      modified: newest && lastChange(newest),
      detail: {
        kind: "years",
        count: issues.length,
        years: withinLimit(years).map(({ year, address, letters, shown }) => ({
          year,
          address,
          count: letters.length,
          rows: shown ? letters.map(row) : [],
        })),
      },
    },
    ...years.map(
      ({ year, address, letters }, position): ViewPlan => ({
        address,
        title: strings.issues.year(year),
        description: strings.issues.yearDescription(year, config.name),
        breadcrumbs: [index],
        modified: letters[0] && lastChange(letters[0]),
        detail: {
          kind: "year",
          rows: letters.map(row),
          previous: linkTo(years[position + 1]),
          next: linkTo(years[position - 1]),
        },
      }),
    ),
    ...issues.map((issue, position): ViewPlan => {
      const year = issue.date.slice(0, 4);
      return {
        address: issue.address,
        title: issue.title,
        description: describe(issue),
        breadcrumbs: [index, { title: year, address: joinAddress(strings.paths.issues, year) }],
        modified: lastChange(issue),
        detail: {
          kind: "issue",
          article: article(issue),
          previous: neighbour(position + 1),
          next: neighbour(position - 1),
          colophon: colophonAt(config, issue.date),
        },
      };
    }),
    {
      address: joinAddress(strings.paths.issues, strings.paths.latest),
      title: strings.issues.latest,
      description: strings.issues.latest,
      listed: false,
      detail: {
        kind: "moved",
        to: newest ? { title: newest.heading, address: newest.address } : index,
        temporary: true,
      },
    },
  ];
}

/** Whole years only, so that a reader never wonders whether the list of a year is complete. */
function withinLimit<T extends { readonly letters: readonly Issue[] }>(
  years: readonly T[],
): (T & { shown: boolean })[] {
  let count = 0;
  return years.map((year, position) => {
    count += year.letters.length;
    return { ...year, shown: position === 0 || count <= MOST_ON_INDEX };
  });
}

function linkTo(link: Link | undefined): Link | undefined {
  return link && { title: link.title, address: link.address };
}
