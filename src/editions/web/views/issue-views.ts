import { type Config, colophonAt } from "../../../config.ts";
import type { Archive, Issue } from "../../../model/archive.ts";
import { byYear } from "../../../model/indexes.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Link, ViewPlan } from "../view.ts";

/** As many letters stand on the archive's index itself; the rest on the pages of their years, one step away. */
const MOST_ON_INDEX = 300;

/** The archive's index, a page a year, a page a letter, and the address that always leads to the newest. */
export function issueViews(archive: Archive, config: Config, strings: Strings): ViewPlan[] {
  const { issues } = archive;
  const index: Link = { title: strings.issues.title, address: joinAddress(strings.paths.issues) };
  const years = [...byYear(issues)].map(([year, letters]) => ({
    year,
    address: joinAddress(strings.paths.issues, year),
    letters,
  }));
  const [newest] = issues;

  return [
    {
      ...index,
      description: strings.issues.description(config.name),
      modified: newest && lastChange(newest),
      detail: { kind: "years", count: issues.length, years: withinLimit(years) },
    },
    ...years.map(({ year, address, letters }, position): ViewPlan => {
      const link = (offset: number): Link | undefined => {
        const neighbour = years[position + offset];
        return neighbour && { title: String(neighbour.year), address: neighbour.address };
      };
      const [previous, next] = [link(1), link(-1)];
      return {
        address,
        title: strings.issues.year(year),
        description: strings.issues.yearDescription(year, config.name),
        breadcrumbs: [index],
        modified: letters[0] && lastChange(letters[0]),
        detail: { kind: "year", year, issues: letters, ...(previous && { previous }), ...(next && { next }) },
      };
    }),
    ...issues.map(
      (issue, position): ViewPlan => ({
        address: issue.address,
        title: issue.title,
        description: describe(issue),
        breadcrumbs: [
          index,
          { title: issue.date.slice(0, 4), address: joinAddress(strings.paths.issues, issue.date.slice(0, 4)) },
        ],
        modified: lastChange(issue),
        detail: {
          kind: "issue",
          issue,
          previous: issues[position + 1],
          next: issues[position - 1],
          colophon: colophonAt(config, issue.date),
        },
      }),
    ),
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
function withinLimit(years: readonly { year: number; address: string; letters: readonly Issue[] }[]) {
  let shown = 0;
  return years.map(({ year, address, letters }, position) => {
    shown += letters.length;
    const fits = position === 0 || shown <= MOST_ON_INDEX;
    return { year, address, count: letters.length, issues: fits ? letters : [] };
  });
}

/** What the page is about, for search engines and link previews: 160 characters are shown at most. */
export function describe({ summary, body, title }: Pick<Issue, "summary" | "body" | "title">): string {
  return summary ?? (body.excerpt || title);
}

export function lastChange({
  updated,
  date,
}: {
  readonly updated?: string;
  readonly date?: string;
}): string | undefined {
  return updated ?? date;
}
