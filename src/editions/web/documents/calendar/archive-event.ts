import { type Archive, type Event, firstAddress, type Publication } from "../../../../model/archive.ts";
import { publications } from "../../../../model/indexes.ts";
import { joinAddress } from "../../../../model/permalink.ts";
import { zonedTime } from "../../../../model/zoned-time.ts";
import type { Strings } from "../../../../strings/strings.ts";

/** An event of a publication. */
export interface ArchiveEvent {
  readonly event: Event;
  readonly publication: Publication;
  /** Identifies the event: the address its publication first had and its place among that one's events, `brev/maj-1`. */
  readonly key: string;
}

/** Every event, the newest first. */
export function eventsOf(archive: Archive): ArchiveEvent[] {
  return publications(archive)
    .filter(({ events }) => events.length > 0)
    .flatMap((publication) =>
      publication.events.map((event, index) => ({
        event,
        publication,
        key: `${firstAddress(archive, publication.address).slice(1, -1)}-${index + 1}`,
      })),
    )
    .sort((a, b) => (a.event.start < b.event.start ? 1 : a.event.start > b.event.start ? -1 : 0));
}

/** The event's own calendar file; undefined for one that no calendar can hold. */
export function eventFile({ event, publication, key }: ArchiveEvent, strings: Strings): string | undefined {
  if (publication.draft || !hasDay(event)) return undefined;
  return `${joinAddress(strings.paths.follow, strings.paths.events, key).slice(0, -1)}.ics`;
}

/** The calendar with all events, to subscribe to. */
export function calendarFile(strings: Strings): string {
  return `${joinAddress(strings.paths.follow, strings.paths.events).slice(0, -1)}.ics`;
}

/** In a calendar an event stands on a day: one known to the month only is shown on the site, but is in no calendar. */
function hasDay({ start }: Event): boolean {
  return start.length >= "2022-01-25".length;
}

/** When an event takes place, as calendars know it: whole days, or moments in UTC. The end is the first day or moment after. */
export interface Times {
  readonly allDay: boolean;
  readonly start: string;
  readonly end?: string;
}

export function timesOf({ start, end }: Event, timeZone: string): Times {
  const atTime = (time: string): number => zonedTime(time, timeZone).moment;
  // An end known to the month only says no more than that the event lasted a while.
  const known = end !== undefined && hasDay({ title: "", start: end }) ? end : undefined;
  if (!start.includes("T")) return { allDay: true, start, end: dayAfter(known ?? start) };
  const last = known === undefined ? undefined : atTime(known.includes("T") ? known : dayAfter(known));
  const isLater = last !== undefined && last > atTime(start);
  return { allDay: false, start: utc(atTime(start)), ...(isLater && { end: utc(last) }) };
}

function dayAfter(time: string): string {
  return new Date(Date.parse(time.slice(0, 10)) + 86_400_000).toISOString().slice(0, 10);
}

function utc(moment: number): string {
  return new Date(moment).toISOString().replace(".000", "");
}
