import type { Config } from "../../../config.ts";
import type { Archive } from "../../../model/archive.ts";
import { byYear } from "../../../model/indexes.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Feeds } from "../documents/feeds/feed.ts";
import type { Link, ViewPlan } from "../view.ts";
import { latestEmbed } from "./embed-code.ts";
import { feedLinks } from "./feed-links.ts";
import { lastChange, type RowOf, textLink } from "./row.ts";
import { listRows, yearsThatFit } from "./years.ts";

/** The archive's index, and the address that always leads to the newest letter. */
export function issueViews(archive: Archive, config: Config, strings: Strings, row: RowOf, feeds: Feeds): ViewPlan[] {
  const { issues } = archive;
  const index = issueIndex(strings);
  const years = [...byYear(issues)].map(([year, entries]) => ({ year, entries }));
  const fitting = yearsThatFit(years);
  const shown = years.slice(0, fitting).reduce((sum, { entries }) => sum + entries.length, 0);
  const [newest] = issues;

  return [
    {
      ...index,
      description: strings.issues.description(config.name),
      modified: newest && lastChange(newest),
      feeds: feedLinks(feeds.issues),
      embed: latestEmbed(strings),
      detail: {
        kind: "years",
        count: issues.length,
        years: years.map(({ year, entries: letters }, position) => ({
          year,
          address: yearAddress(strings, year),
          count: letters.length,
          rows: position < fitting ? listRows(letters, row, shown) : [],
        })),
      },
    },
    {
      address: joinAddress(strings.paths.issues, strings.paths.latest),
      title: strings.issues.latest,
      description: strings.issues.latest,
      listed: false,
      detail: {
        kind: "moved",
        to: newest ? textLink(newest, newest.heading, config) : index,
        temporary: true,
      },
    },
  ];
}

/** The page of all letters. */
export function issueIndex(strings: Strings): Link {
  return { title: strings.issues.title, address: joinAddress(strings.paths.issues) };
}

/** Where a year's letters are listed. */
export function yearAddress(strings: Strings, year: number | string): string {
  return joinAddress(strings.paths.issues, year);
}
