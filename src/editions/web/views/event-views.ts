import type { Config } from "../../../config.ts";
import type { Archive } from "../../../model/archive.ts";
import { groupBy } from "../../../model/group-by.ts";
import { yearOf } from "../../../model/partial-date.ts";
import { joinAddress } from "../../../model/permalink.ts";
import type { Strings } from "../../../strings/strings.ts";
import { type ArchiveEvent, eventFile, eventsOf } from "../documents/calendar/archive-event.ts";
import type { DatedEvent, Link, ViewPlan } from "../view.ts";
import { deadLinksAmong } from "./dead-links.ts";
import type { RowOf } from "./row.ts";
import { spreadOverYears } from "./years.ts";

/**
 * Every event by date, what lies furthest ahead first. What is still to come depends on the day the page is read and not on
 * the day it is built, so nothing is marked as such: it stands first for as long as it is.
 */
export function eventViews(archive: Archive, config: Config, strings: Strings, row: RowOf): ViewPlan[] {
  const address = joinAddress(strings.paths.events);
  const index: Link = { title: strings.events.title, address };
  const description = strings.events.description(config.name);
  const { shown, years } = spreadOverYears(eventsOf(archive), ({ event }) => event.start);
  const dated = (entry: ArchiveEvent): DatedEvent => {
    const file = eventFile(entry, strings);
    return { event: entry.event, key: entry.key, ...(file && { file }), row: row(entry.publication) };
  };
  const deadLinks = (events: readonly ArchiveEvent[]) =>
    deadLinksAmong(
      archive,
      events.map(({ event }) => event.url),
    );
  const groups = (events: readonly ArchiveEvent[]) =>
    [...groupBy(events, ({ event }) => [yearOf(event.start)])].map(([year, ofYear]) => ({
      year,
      events: ofYear.map(dated),
    }));
  return [
    {
      ...index,
      description,
      detail: {
        kind: "events",
        deadLinks: deadLinks(shown),
        groups: groups(shown),
        years: years.map(({ year, entries }) => ({
          year,
          address: joinAddress(address, year),
          count: entries.length,
        })),
      },
    },
    ...years.map(
      ({ year, entries }): ViewPlan => ({
        address: joinAddress(address, year),
        title: strings.events.year(year),
        description,
        breadcrumbs: [index],
        detail: { kind: "events", deadLinks: deadLinks(entries), groups: groups(entries), years: [] },
      }),
    ),
  ];
}
