/** Events in the calendar part of a mail (RFC 5545). Who was invited, and by whom, is never in a letter. */
import { type IssueFrontMatter, partialDateFault } from "../../core.ts";
import type { Repair } from "../../importer.ts";
import { timeIn } from "../dates.ts";
import type { Part } from "./mime.ts";

type Event = NonNullable<IssueFrontMatter["events"]>[number];

export interface Calendar {
  readonly events: readonly Event[];
  /** Names and addresses of those who are invited or invite, which are removed from the letter. */
  readonly people: readonly string[];
  /** For events whose time is not certain. */
  readonly repairs: readonly Repair[];
}

/** Whether a part is a calendar, attached or not. */
export function isCalendar({ type, name }: Part): boolean {
  return type === "text/calendar" || type === "application/ics" || /\.ics$/i.test(name ?? "");
}

interface Property {
  readonly name: string;
  readonly parameters: string;
  readonly value: string;
}

/** Memory and time: a calendar with more events is not an invitation. */
const MOST_EVENTS = 50;

/** Reads a calendar. What is cancelled is no event; one that repeats, or whose time is in UTC, is left to a person. */
export function readCalendar(text: string): Calendar {
  const people: string[] = [];
  const repairs: Repair[] = [];
  const events: Event[] = [];
  let isCancelled = false;
  let zone: string | undefined;
  let event: Map<string, Property> | undefined;
  let inner = 0;
  for (const property of propertiesOf(text)) {
    const { name, value } = property;
    if (name === "ATTENDEE" || name === "ORGANIZER") people.push(personOf(property));
    else if (name === "METHOD") isCancelled = /^cancel$/i.test(value);
    else if (name === "X-WR-TIMEZONE") zone = value;
    else if (name === "BEGIN" && event) inner += 1;
    else if (name === "END" && inner > 0) inner -= 1;
    else if (name === "BEGIN" && value === "VEVENT") event = new Map();
    else if (name === "END" && event) {
      const read =
        isCancelled || /^cancelled$/i.test(event.get("STATUS")?.value ?? "") ? undefined : eventOf(event, zone);
      if (read && "title" in read && events.length < MOST_EVENTS) events.push(read);
      else if (read && "about" in read) repairs.push(read);
      event = undefined;
    } else if (event && inner === 0 && !event.has(name)) event.set(name, property);
  }
  return { events, people, repairs };
}

function propertiesOf(text: string): Property[] {
  const lines = text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  return lines.flatMap((line) => {
    const [, name, parameters = "", value = ""] =
      /^([A-Za-z-]{1,40})((?:;(?:"[^"]*"|[^":])*)?):(.*)$/s.exec(line) ?? [];
    return name === undefined ? [] : [{ name: name.toUpperCase(), parameters, value: value.trim() }];
  });
}

function personOf({ parameters, value }: Property): string {
  const name = /;CN=(?:"([^"]*)"|([^;:]*))/i.exec(parameters);
  return `${name?.[1] ?? name?.[2] ?? ""} <${value.replace(/^mailto:/i, "")}>`.trim();
}

function eventOf(event: ReadonlyMap<string, Property>, zone: string | undefined): Event | Repair | undefined {
  const title = textOf(event.get("SUMMARY")?.value);
  if (title === "") return undefined;
  const start = timeOf(event.get("DTSTART"), zone);
  if (start === undefined || event.has("RRULE")) return { rule: "facts-unclear", about: `events: ${title}` };
  const last = timeOf(event.get("DTEND"), zone);
  // The end of a whole day is the day after it (3.6.1).
  const end = last !== undefined && !last.includes("T") ? dayBefore(last) : last;
  const place = textOf(event.get("LOCATION")?.value);
  return {
    title,
    start,
    ...(end !== undefined && end > start && { end }),
    ...(place !== "" && !/^https?:/i.test(place) && { place }),
  };
}

/** Escapes undone (3.3.11), on one line, without addresses. */
function textOf(value = ""): string {
  return value
    .replace(/\\([nN,;\\])/g, (_, sign: string) => (/n/i.test(sign) ? " " : sign))
    .replace(/\s*[<(]?[^\s<>()]{1,64}@[^\s<>()]{1,255}[>)]?/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200);
}

/** `2023-10-03T09:00` as the calendar has it; a time in UTC only where the calendar names its zone. */
function timeOf(property: Property | undefined, zone: string | undefined): string | undefined {
  const [, year, month, day, hour, minute, utc] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:\d\d)?(Z)?)?$/.exec(property?.value ?? "") ?? [];
  const date = `${year}-${month}-${day}`;
  if (year === undefined || partialDateFault(date) !== undefined) return undefined;
  if (hour === undefined) return date;
  return utc === undefined ? `${date}T${hour}:${minute}` : inZone(`${date}T${hour}:${minute}:00Z`, zone);
}

function inZone(instant: string, zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined;
  try {
    return timeIn(instant, zone);
  } catch {
    // The zone or the time does not exist.
    return undefined;
  }
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
