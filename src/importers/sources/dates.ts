import { monthNamed } from "../calendar-names.ts";
import { partialDateFault } from "../core.ts";

/** How sources write a day. Each gives year, month and day; what follows (a time, a zone) does not change the day. */
const FORMS: readonly RegExp[] = [
  // 2023-09-14T08:00:00+02:00, 2023-9-5 8:00:00, 2023/09/14
  /^(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})(?!\d)/,
  // Thu, 14 Sep 2023 08:00:00 +0200, and the years of old mail programs: 14 Sep 99
  // torsdag den 14 september 2023, Donnerstag, 14. September 2023, 14 de septiembre de 2023
  /^(?:\p{L}{2,12}\.?,?\s*)?(?:(?:den|le|el)\s+)?(?<day>\d{1,2})(?:\.|er)?(?:\s+de\s+|[\s-]+)(?<month>\p{L}{3,13})\.?,?(?:\s+de\s+|[\s-]+)(?<year>\d{4}|\d{2})(?!\d)/iu,
  // 14.9.2023
  /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?!\d)/,
  // May 19, 2019 06:00 pm; Thu Sep 14 2023
  /^(?:\p{L}{2,12}\.?,?\s+)?(?<month>\p{L}{3,13})\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})(?!\d)/iu,
  // Thu Sep 14 08:00:00 2023
  /^[a-z]{3}\s+(?<month>[a-z]{3})\s+(?<day>\d{1,2})\s+[\d:]{5,8}(?:\s+[a-z+\d-]{1,6})?\s+(?<year>\d{4})(?!\d)/i,
];

/** Mail is not older than this; a clock that has stopped says 1970. */
const FIRST_YEAR = 1971;

/**
 * The calendar day of a date as its writer saw it: `23:50 +0200` is that day, though it was the same or another in Greenwich.
 * @returns `2023-09-14`; undefined when it cannot be read or there is no such day
 */
export function calendarDay(text: string | undefined): string | undefined {
  const written = (text ?? "").trim().slice(0, 100);
  for (const form of FORMS) {
    const { year, month, day } = form.exec(written)?.groups ?? {};
    if (year === undefined || month === undefined || day === undefined) continue;
    const number = /^\d/.test(month) ? Number(month) : (monthNamed(month) ?? 0);
    const date = `${fullYear(year)}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}`;
    return partialDateFault(date) === undefined && fullYear(year) >= FIRST_YEAR ? date : undefined;
  }
  return undefined;
}

const INSTANT =
  /(?<![\d:])(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d{1,9})?)?\s?(?<zone>Z|UTC|GMT|UT|[+-]\d{2}:?\d{2})?$/i;

/**
 * When a service says that a letter went out. Services write UTC, whose day is another at the site: `2023-09-30T22:05:00Z` is 1 October
 * in Sweden. A time of midnight is that of a day without one.
 * @param isUtc whether a time without a zone is UTC too
 * @returns an instant in UTC (`2023-09-30T22:05:00Z`) for {@link dayAt}; a day where the text has no time, or a zone of its own
 */
export function sentAt(text: string | undefined, isUtc = false): string | undefined {
  const day = calendarDay(text);
  const { hour = "", minute, second = "00", zone } = INSTANT.exec((text ?? "").trim().slice(0, 100))?.groups ?? {};
  const isInstant = zone === undefined ? isUtc : /^(?:[a-z]+|[+-]00:?00)$/i.test(zone);
  if (day === undefined || minute === undefined || !isInstant) return day;
  const time = `${hour.padStart(2, "0")}:${minute}:${second}`;
  const instant = `${day}T${time}Z`;
  return time === "00:00:00" || Number.isNaN(Date.parse(instant)) ? day : instant;
}

/** The calendar day of an instant in a time zone; any other date as it is. */
export function dayAt(date: string | undefined, timeZone: string): string | undefined {
  if (date === undefined || !INSTANT.test(date) || Number.isNaN(Date.parse(date))) return date;
  return timeIn(date, timeZone).slice(0, "2023-10-01".length);
}

/**
 * An instant as the clocks of a time zone show it: `2023-10-01T00:05`
 * @throws {RangeError} when the zone or the instant does not exist
 */
export function timeIn(instant: string, timeZone: string): string {
  // Sweden writes days and times as ISO 8601 does.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return format.format(new Date(instant)).replace(" ", "T");
}

/** RFC 5322, 4.3: 00–49 are this century. */
function fullYear(year: string): number {
  if (year.length > 2) return Number(year);
  return Number(year) + (Number(year) < 50 ? 2000 : 1900);
}
