import { type Config, colophonAt } from "../../../config.ts";
import type { Archive } from "../../../model/archive.ts";
import { byYear } from "../../../model/indexes.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Feeds } from "../documents/feeds/feed.ts";
import type { Link, Neighbour, ViewPlan } from "../view.ts";
import { deadLinksOf } from "./dead-links.ts";
import { latestEmbed } from "./embed-code.ts";
import { feedLinks } from "./feed-links.ts";
import { keptOf } from "./promised-views.ts";
import { describe, foreignLanguage, lastChange, type RowOf } from "./row.ts";
import { topicLinks } from "./topic-links.ts";
import { listRows, yearsThatFit } from "./years.ts";

/** The archive's index, a page a year, a page a letter, and the address that always leads to the newest. */
export function issueViews(archive: Archive, config: Config, strings: Strings, row: RowOf, feeds: Feeds): ViewPlan[] {
  const { issues } = archive;
  const index: Link = { title: strings.issues.title, address: joinAddress(strings.paths.issues) };
  const years = [...byYear(issues)].map(([year, letters]) => ({
    year,
    title: String(year),
    address: joinAddress(strings.paths.issues, year),
    entries: letters,
  }));
  const fitting = yearsThatFit(years);
  const shown = years.slice(0, fitting).reduce((sum, { entries }) => sum + entries.length, 0);
  const [newest] = issues;
  const neighbour = (position: number): Neighbour | undefined => {
    const issue = issues[position];
    if (!issue) return undefined;
    const lang = foreignLanguage(issue, config);
    return { title: issue.heading, address: issue.address, ...(lang && { lang }) };
  };

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
        years: years.map(({ year, address, entries: letters }, position) => ({
          year,
          address,
          count: letters.length,
          rows: position < fitting ? listRows(letters, row, shown) : [],
        })),
      },
    },
    ...years.map(
      ({ year, address, entries: letters }, position): ViewPlan => ({
        address,
        title: strings.issues.year(year),
        description: strings.issues.yearDescription(year, config.name),
        breadcrumbs: [index],
        modified: letters[0] && lastChange(letters[0]),
        feeds: feedLinks(feeds.issues),
        detail: {
          kind: "year",
          rows: listRows(letters, row),
          previous: linkTo(years[position + 1]),
          next: linkTo(years[position - 1]),
        },
      }),
    ),
    ...issues.map((issue, position): ViewPlan => {
      const year = issue.date.slice(0, 4);
      const topics = topicLinks(issue, archive, strings);
      const deadLinks = deadLinksOf(archive, issue);
      const previous = neighbour(position + 1);
      const next = neighbour(position - 1);
      const kept = keptOf(issue, archive, strings);
      return {
        address: issue.address,
        title: issue.title,
        description: describe(issue),
        breadcrumbs: [index, { title: year, address: joinAddress(strings.paths.issues, year) }],
        modified: lastChange(issue),
        date: issue.date,
        detail: {
          kind: "issue",
          digest: issue.digest,
          deadLinks,
          ...kept,
          topics,
          previous,
          next,
          colophon: colophonAt(config, issue.date),
        },
        // The digest stands for the letter itself, and there are many letters.
        madeOf: JSON.stringify([issue.digest, deadLinks, kept, topics, previous, next]),
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

function linkTo(link: Link | undefined): Link | undefined {
  return link && { title: link.title, address: link.address };
}
