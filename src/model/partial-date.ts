/**
 * A calendar date as precise as it is known: `2023-09-14`, `2023-09` or `2023` (ISO 8601, reduced precision).
 * It stays a string, so what is not known is never padded to an invented day, and plain string order is date order:
 * "2023" stands before "2023-01", a letter of unknown month before the dated ones of its year.
 */
export type PartialDate = string;

export type DatePrecision = "year" | "month" | "day";

const SHAPE = /^([1-9]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const EVENT_TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/;

/** What is wrong with a text as a partial date: `shape` (not written so) or `calendar` (no such day). */
export function partialDateFault(text: string): "shape" | "calendar" | undefined {
  const match = SHAPE.exec(text);
  if (!match) return "shape";
  const [, year, month, day] = match;
  if (month === undefined) return undefined;
  if (Number(month) < 1 || Number(month) > 12) return "calendar";
  if (day === undefined) return undefined;
  return Number(day) >= 1 && Number(day) <= daysInMonth(Number(year), Number(month)) ? undefined : "calendar";
}

/** Like {@link partialDateFault}, and also accepting a time of day: `2022-01-25T13:00`, in the site's time zone. */
export function eventTimeFault(text: string): "shape" | "calendar" | undefined {
  const match = EVENT_TIME.exec(text);
  return partialDateFault(match?.[1] ?? text);
}

export function yearOf(date: PartialDate): number {
  return Number(date.slice(0, 4));
}

export function precisionOf(date: PartialDate): DatePrecision {
  return date.length === 4 ? "year" : date.length === 7 ? "month" : "day";
}

/** Whether a date lies after a day, as far as it is known: "2023" does not lie after 2023-05-01. */
export function isAfter(date: PartialDate, day: PartialDate): boolean {
  return date > day.slice(0, date.length);
}

/** The number of days in a month of the Gregorian calendar; months count from 1. */
export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
