/** Times of day as people write them, in a time zone. */

/** A moment, and how far the clocks of a zone were from UTC then. Both in milliseconds. */
export interface ZonedTime {
  readonly moment: number;
  readonly offset: number;
  /** Whether no clock ever showed the time that was written, as it was put forward over it. */
  readonly skipped: boolean;
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/**
 * What a time means, as RFC 5545 (3.3.5) has it, whatever the day it is now. One that comes twice, as the clock was put back, is the
 * first of the two. One that no clock showed counts as if the clock had not been put forward.
 * @param time `2022-01-25T13:00`, or a day for its midnight
 * @param timeZone IANA name
 */
export function zonedTime(time: string, timeZone: string): ZonedTime {
  const written = Date.parse(`${time.includes("T") ? time : `${time}T00:00`}Z`);
  // No zone is a day from UTC, and no clock is put forward or back twice in two days.
  const before = offsetAt(written - DAY, timeZone);
  const offsets = [before, offsetAt(written + DAY, timeZone)];
  const valid = offsets.find((offset) => offsetAt(written - offset, timeZone) === offset);
  const moment = written - (valid ?? before);
  return { moment, offset: valid ?? offsetAt(moment, timeZone), skipped: valid === undefined };
}

/** The same in ISO 8601, with the offset: `2022-01-25T13:00+01:00` */
export function isoInZone(time: string, timeZone: string): string {
  const { moment, offset } = zonedTime(time, timeZone);
  return `${localTime(moment + offset)}${offsetText(offset)}`;
}

/** A moment as the clocks of a zone show it: `2022-01-25T13:00` @param moment with the offset of the zone added */
export function localTime(moment: number): string {
  return new Date(moment).toISOString().slice(0, "2022-01-25T13:00".length);
}

function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
  return `${offset < 0 ? "-" : "+"}${hours}:${rest}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept, as making one takes longer than using it a thousand times. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  formats.set(timeZone, format);
  return format;
}

function offsetAt(moment: number, timeZone: string): number {
  const parts = formatFor(timeZone).formatToParts(moment);
  const text = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  // "GMT", "GMT+01:00", or with seconds before clocks were set by zones.
  const [, sign, hours, minutes, seconds = "0"] = /([+-])(\d+):(\d+)(?::(\d+))?/.exec(text) ?? [];
  if (sign === undefined) return 0;
  const offset = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
  return sign === "-" ? -offset : offset;
}
