import type { IssueFrontMatter } from "../../core.ts";
import { datesIn, type FoundDate, partialDateOf, timesIn } from "../dates.ts";
import { isIssueName } from "../title.ts";
import { type Entry, LONGEST_ENTRY, rowsOf, type Section } from "./blocks.ts";
import type { Finding } from "./contacts.ts";
import { documentTitle } from "./documents.ts";

type Event = NonNullable<IssueFrontMatter["events"]>[number];

/** Labels of the rows that describe one event: "Datum: …", "Plats: …". */
const LABELS: Readonly<Record<"date" | "time" | "place" | "registration", RegExp>> = {
  date: /^(?:datum|dag|när|tid och datum|datum och tid|date|when|day|date and time)\s?:\s*/iu,
  time: /^(?:tid|klockan|kl|time)\s?:\s*/iu,
  place: /^(?:plats|var|lokal|ort|place|where|venue|location)\s?:\s*/iu,
  registration: /^(?:anmälan|anmäl dig|länk|registration|sign up|register|link)\s?:\s*/iu,
};

const LONGEST_TITLE = 150;

/**
 * Events whose name and day are certain: rows of a calendar ("14 mars 2023: Frukostmöte"), and blocks with labelled rows for the day
 * and for the time or the place, whose heading is the event's name. A day without a year is certain only when its weekday fits the
 * letter's own year or the next.
 * @param date the letter's date, as far as it is known
 */
export function findEvents(sections: readonly Section[], date: string | undefined): Finding<Event> {
  const found = new Map<string, Event>();
  const unclear: string[] = [];
  const take = (event: Event | undefined, text: string) => {
    if (event) found.set(`${event.title}|${event.start}`, event);
    else unclear.push(text.slice(0, 200));
  };
  for (const section of sections) {
    const { kind, heading, entries } = section;
    if (kind === "events") {
      const year = /(?<!\d)20\d{2}(?!\d)/.exec(heading ?? "")?.[0];
      for (const entry of entries.flatMap(rowsOf)) {
        const first = datesIn(entry.text).find(({ day }) => day !== undefined);
        if (entry.text.length <= LONGEST_ENTRY && first && !isDayAlone(entry.text, first))
          take(rowEvent(entry, first, date, year), entry.text);
      }
    } else {
      const rows = entries.flatMap(rowsOf);
      if (heading === undefined || isIssueName(heading) || !isDescribed(rows)) continue;
      take(labelledEvent(heading, rows, date), `${heading}: ${labelled(rows, "date") ?? ""}`);
    }
  }
  return { found: [...found.values()], unclear };
}

/** A line "Monday, June 2" above the rows of that day. */
function isDayAlone(text: string, { start, end, weekday }: FoundDate): boolean {
  return weekday !== undefined && !/[\p{L}\p{N}]/u.test(text.slice(0, start) + text.slice(end));
}

/** "Date: …" alone may be that of the letter. */
function isDescribed(rows: readonly Entry[]): boolean {
  const day = labelled(rows, "date");
  const isTimed = day !== undefined && timesIn(day) !== undefined;
  return day !== undefined && (isTimed || (["time", "place"] as const).some((label) => labelled(rows, label)));
}

function isLabelled(text: string, label: keyof typeof LABELS): boolean {
  return text.length <= 300 && LABELS[label].test(text);
}

function labelled(rows: readonly Entry[], label: keyof typeof LABELS): string | undefined {
  const row = rows.find(({ text }) => isLabelled(text, label));
  return row?.text.replace(LABELS[label], "").trim() || undefined;
}

function labelledEvent(title: string, rows: readonly Entry[], letterDate: string | undefined): Event | undefined {
  const when = labelled(rows, "date") ?? "";
  const [day, another] = datesIn(when).filter((each) => each.day !== undefined);
  if (!day || another || title.length > LONGEST_TITLE) return undefined;
  const place = labelled(rows, "place");
  const registration = rows
    .find(({ text }) => isLabelled(text, "registration"))
    ?.links.find(({ url }) => /^https?:/i.test(url));
  const time = timesIn(when.slice(day.end)) ?? timesIn(labelled(rows, "time") ?? "");
  return eventOf(title, day, time, letterDate, place, registration?.url);
}

/** "14 mars 2023 kl. 8.00–9.00: Frukostmöte, Exempelhuset". The title is the rest when date and time are removed. */
function rowEvent(
  entry: Entry,
  day: FoundDate,
  letterDate: string | undefined,
  year: string | undefined,
): Event | undefined {
  const { text, links } = entry;
  if (datesIn(text).filter((each) => each.day !== undefined).length > 1) return undefined;
  const time = timesIn(text.slice(day.end));
  const title = titleOf(entry, day, time);
  if (title === undefined) return undefined;
  const dated = day.year === undefined && year !== undefined ? { ...day, year: Number(year) } : day;
  const [link, another] = links.filter(({ url }) => /^https?:/i.test(url));
  return eventOf(title, dated, time, letterDate, undefined, another ? undefined : link?.url);
}

/**
 * The name of an event in a row: what follows its day and time, or what stands before the day with a sign between them, or a link
 * that the row begins with ("Village meeting: …"). Running text has no name.
 */
function titleOf({ text, links }: Entry, day: FoundDate, time: ReturnType<typeof timesIn>): string | undefined {
  const label = links.find((link) => text.startsWith(link.text) && link.text.trimEnd().endsWith(":"))?.text;
  const before = text.slice(0, day.start);
  const between = time ? text.slice(day.end, day.end + time.from) : "";
  const isFirst = /^\W{0,3}$/u.test(before);
  // Words between the date and the time belong to neither.
  if (/\p{L}{3}/u.test(between.replace(/klockan/giu, ""))) return undefined;
  if (!isFirst && !label && !/[,:;–—|(-]\s*$/u.test(before)) return undefined;
  const rest = isFirst ? text.slice(day.end + (time?.to ?? 0)) : (label ?? before);
  const title = rest.replace(/^[\s,:;.–—|)-]+|[\s,:;–—|(-]+$/gu, "");
  const isName =
    documentTitle(title) !== "" && title.length <= LONGEST_TITLE && !/[.!?]\s|\s\|\s/u.test(title) && !timesIn(title);
  return isName ? title : undefined;
}

function eventOf(
  title: string,
  day: FoundDate,
  time: ReturnType<typeof timesIn>,
  letterDate: string | undefined,
  place: string | undefined,
  url: string | undefined,
): Event | undefined {
  const dated = day.year === undefined ? withYear(day, letterDate) : fits(day) ? day : undefined;
  const start = dated && partialDateOf(dated);
  if (!dated || start === undefined) return undefined;
  const last = dated.lastDay === undefined ? undefined : partialDateOf(dated, dated.lastDay);
  const end = last ?? (time?.end && time.end > time.start ? `${start}T${time.end}` : undefined);
  const isTimed = time !== undefined && last === undefined;
  return {
    title,
    start: isTimed ? `${start}T${time.start}` : start,
    ...(end && { end }),
    ...(place && place.length <= 200 && { place }),
    ...(url && { url }),
  };
}

/** The year of "tisdag 14 mars": the letter's own or the next, whichever has the day on that weekday. */
function withYear(day: FoundDate, letterDate: string | undefined): FoundDate | undefined {
  if (day.weekday === undefined || letterDate === undefined) return undefined;
  const year = Number(letterDate.slice(0, 4));
  const letterMonth = letterDate.slice(0, 7);
  const candidates = [year, year + 1].map((each) => ({ ...day, year: each })).filter(fits);
  const coming = candidates.find((each) => (partialDateOf(each) ?? "").slice(0, letterMonth.length) >= letterMonth);
  return coming;
}

/** Whether the weekday, where the text has one, is that of the day. */
function fits({ year, month, day, weekday }: FoundDate): boolean {
  if (weekday === undefined || year === undefined || month === undefined || day === undefined) return true;
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() === weekday;
}
