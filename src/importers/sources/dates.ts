import { partialDateFault } from "../core.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** How sources write a day. Each gives year, month and day; what follows (a time, a zone) does not change the day. */
const FORMS: readonly RegExp[] = [
  // 2023-09-14T08:00:00+02:00, 2023-9-5 8:00:00, 2023/09/14
  /^(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})(?!\d)/,
  // Thu, 14 Sep 2023 08:00:00 +0200, and the years of old mail programs: 14 Sep 99
  /^(?:[a-z]{2,9},?\s*)?(?<day>\d{1,2})[\s-]+(?<month>[a-z]{3,9})\.?,?[\s-]+(?<year>\d{4}|\d{2})(?!\d)/i,
  // May 19, 2019 06:00 pm; Thu Sep 14 2023
  /^(?:[a-z]{2,9},?\s+)?(?<month>[a-z]{3,9})\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})(?!\d)/i,
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
    const number = /^\d/.test(month) ? Number(month) : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
    const date = `${fullYear(year)}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}`;
    return partialDateFault(date) === undefined && fullYear(year) >= FIRST_YEAR ? date : undefined;
  }
  return undefined;
}

/** RFC 5322, 4.3: 00–49 are this century. */
function fullYear(year: string): number {
  if (year.length > 2) return Number(year);
  return Number(year) + (Number(year) < 50 ? 2000 : 1900);
}
