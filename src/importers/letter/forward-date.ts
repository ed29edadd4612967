import { monthNamed } from "../calendar-names.ts";
import { calendarDay } from "../sources/dates.ts";
import { partialDateOf } from "./dates.ts";

const LONGEST = 100;

/**
 * The day in the header of a forwarded mail, as the forwarding program wrote it: "den 14 september 2023 10:00",
 * "Donnerstag, 14. September 2023", "14.9.2023 10.00", "9/14/2023 10:00 AM".
 * @returns `2023-09-14`; undefined where it is not certain, as in 9/10/2023
 */
export function forwardedDay(written: string): string | undefined {
  const text = written.slice(0, LONGEST);
  return (
    calendarDay(text) ??
    fromParts(/(?<!\d)(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?!\d)/.exec(text)) ??
    fromParts(
      /(?<!\d)(?<day>\d{1,2})(?:\.|:e|th|st|nd|rd)?\s+(?<month>\p{L}{3,12})\.?,?\s+(?<year>\d{4})(?!\d)/u.exec(text),
    ) ??
    fromParts(/(?<month>\p{L}{3,12})\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})(?!\d)/u.exec(text)) ??
    fromParts(/(?<!\d)(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?!\d)/.exec(text)) ??
    withSlashes(text)
  );
}

/** American where "AM" or "PM" follows; otherwise only where one number cannot be a month. */
function withSlashes(text: string): string | undefined {
  const [, one, two, year] = /(?<!\d)(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/.exec(text) ?? [];
  if (one === undefined || two === undefined || year === undefined) return undefined;
  const isAmerican = /\d\s?[ap]\.?m\b/i.test(text) || Number(two) > 12;
  if (!isAmerican && Number(one) <= 12 && one !== two) return undefined;
  const [month, day] = isAmerican ? [one, two] : [two, one];
  return partialDateOf({ year: Number(year), month: Number(month), day: Number(day) });
}

function fromParts(match: RegExpExecArray | null): string | undefined {
  const { year = "", month = "", day = "" } = match?.groups ?? {};
  if (year === "") return undefined;
  const number = /^\d/.test(month) ? Number(month) : (monthNamed(month) ?? 0);
  return partialDateOf({ year: Number(year), month: number, day: Number(day) });
}
