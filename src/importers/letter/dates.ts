import { partialDateFault } from "../core.ts";

/** Months as letters write them, in full and shortened; the place in the list is the month. Extend with other languages. */
const MONTHS: readonly (readonly string[])[] = [
  ["januari", "january", "jan", "januar"],
  ["februari", "february", "feb", "febr", "februar"],
  ["mars", "march", "mar"],
  ["april", "apr"],
  ["maj", "may", "mai"],
  ["juni", "june", "jun"],
  ["juli", "july", "jul"],
  ["augusti", "august", "aug"],
  ["september", "sept", "sep"],
  ["oktober", "october", "okt", "oct"],
  ["november", "nov"],
  ["december", "dec", "desember"],
];

const WEEKDAYS: readonly (readonly string[])[] = [
  ["söndag", "sön", "sunday", "sun"],
  ["måndag", "mån", "monday", "mon"],
  ["tisdag", "tis", "tuesday", "tue"],
  ["onsdag", "ons", "wednesday", "wed"],
  ["torsdag", "tors", "tor", "thursday", "thu"],
  ["fredag", "fre", "friday", "fri"],
  ["lördag", "lör", "saturday", "sat"],
];

const MONTH_OF = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
const WEEKDAY_OF = new Map(WEEKDAYS.flatMap((names, index) => names.map((name) => [name, index] as const)));

const MONTH = `(?<month>${names(MONTH_OF)})\\.?`;
const WEEKDAY = `(?:(?<weekday>${names(WEEKDAY_OF)})(?:en|ar)?\\.?,?\\s+)?`;
const YEAR = "(?:19|20)\\d{2}";
const DASH = "\\s?[–—-]\\s?";

/** The ways in which a date is written. Tried in this order at each place. */
const FORMS: readonly RegExp[] = [
  // 2023-09-14, 2023-09-14–15
  new RegExp(`(?<year>${YEAR})-(?<monthNumber>\\d{2})-(?<day>\\d{2})(?!\\d)`, "iu"),
  // tisdag den 16–17 februari 2023, 14:e mars, 14th of March, 2023
  new RegExp(
    `${WEEKDAY}(?:den\\s+|the\\s+)?(?<day>\\d{1,2})(?::?[ea]|st|nd|rd|th)?(?:${DASH}(?:den\\s+)?(?<lastDay>\\d{1,2})(?::?[ea]|st|nd|rd|th)?)?\\s+(?:of\\s+)?${MONTH}(?!\\p{L})(?:,?\\s+(?<year>${YEAR}))?`,
    "iu",
  ),
  // March 14, 2023, March 14–15, 2023
  new RegExp(
    `${WEEKDAY}${MONTH}\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:${DASH}(?<lastDay>\\d{1,2}))?(?!\\d)(?:,?\\s+(?<year>${YEAR}))?`,
    "iu",
  ),
  // augusti–september 2023: only the year is certain
  new RegExp(
    `(?:${names(MONTH_OF)})\\.?(?:\\s?[–—/&-]\\s?|\\s(?:och|and)\\s)(?:${names(MONTH_OF)})\\.?,?\\s+(?<year>${YEAR})(?!\\d)`,
    "iu",
  ),
  // september 2023
  new RegExp(`${MONTH},?\\s+(?<year>${YEAR})(?!\\d)`, "iu"),
  // 2023-09
  new RegExp(`(?<year>${YEAR})-(?<monthNumber>0[1-9]|1[0-2])(?![\\d-])`, "iu"),
  // 2023
  new RegExp(`(?<year>${YEAR})(?!\\d|[-–/]\\d)`, "iu"),
];

function names(map: ReadonlyMap<string, number>): string {
  return [...map.keys()].sort((one, other) => other.length - one.length).join("|");
}

/** A date in a text. Parts that the text leaves out are undefined. */
export interface FoundDate {
  readonly start: number;
  readonly end: number;
  readonly year: number | undefined;
  readonly month: number | undefined;
  readonly day: number | undefined;
  /** Of "16–17 februari". */
  readonly lastDay: number | undefined;
  /** 0 is Sunday. */
  readonly weekday: number | undefined;
}

/** Time: how many characters are searched for dates. Titles, headings and list items are short. */
const LONGEST_TEXT = 1_000;

/** The dates in a short text, from left to right. */
export function datesIn(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  const taken: Pick<FoundDate, "start" | "end">[] = [];
  const short = text.slice(0, LONGEST_TEXT);
  for (const form of FORMS) {
    for (const match of short.matchAll(new RegExp(form, "giu"))) {
      const start = match.index;
      const end = start + match[0].length;
      if (/[\p{L}\p{N}]/u.test(short[start - 1] ?? "")) continue;
      if (taken.some((other) => start < other.end && end > other.start)) continue;
      // Where the day does not exist, the month is not trusted either.
      taken.push({ start, end });
      const date = dateOf(match.groups ?? {}, start, end);
      if (date) found.push(date);
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

function dateOf(
  groups: Readonly<Record<string, string | undefined>>,
  start: number,
  end: number,
): FoundDate | undefined {
  const month = groups.monthNumber ? Number(groups.monthNumber) : MONTH_OF.get(groups.month?.toLowerCase() ?? "");
  const day = groups.day === undefined ? undefined : Number(groups.day);
  const lastDay = groups.lastDay === undefined ? undefined : Number(groups.lastDay);
  const year = groups.year === undefined ? undefined : Number(groups.year);
  const weekday = WEEKDAY_OF.get(groups.weekday?.toLowerCase() ?? "");
  if (groups.monthNumber && (month === undefined || month < 1 || month > 12)) return undefined;
  // A leap year where none is named: "29 februari" may be right.
  const isDay = (number: number) => !partialDateFault(`${year ?? 2024}-${two(month ?? 1)}-${two(number)}`);
  if (day !== undefined && !isDay(day)) return undefined;
  if (lastDay !== undefined && (lastDay <= (day ?? 0) || !isDay(lastDay))) return undefined;
  return { start, end, year, month, day, lastDay, weekday };
}

/** A date with a year as a partial date; undefined without a year. */
export function partialDateOf({ year, month, day }: FoundDate, part = day): string | undefined {
  if (year === undefined) return undefined;
  const parts = [
    String(year),
    ...(month === undefined ? [] : [two(month), ...(part === undefined ? [] : [two(part)])]),
  ];
  const date = parts.join("-");
  return partialDateFault(date) === undefined ? date : undefined;
}

/**
 * The date in the names of a letter: the most precise one in the first name that has any. Two dates that contradict each other
 * give none.
 */
export function dateOfNames(candidates: readonly (string | undefined)[]): string | undefined {
  for (const candidate of candidates) {
    const dates = datesIn(candidate ?? "").flatMap((date) => partialDateOf(date) ?? []);
    const [first, ...others] = new Set(dates);
    if (first === undefined) continue;
    const longest = [first, ...others].reduce((one, other) => (other.length > one.length ? other : one));
    if ([first, ...others].every((date) => longest.startsWith(date))) return longest;
  }
  return undefined;
}

const TIME =
  /(?<!\d)(?:kl\.?\s*)?([01]?\d|2[0-3])[.:]([0-5]\d)(?:\s?[–—-]\s?(?:kl\.?\s*)?([01]?\d|2[0-3])[.:]([0-5]\d))?(?![\d.])/iu;

export interface FoundTimes {
  readonly start: string;
  readonly end: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** "kl. 13.00–15.15". */
export function timesIn(text: string): FoundTimes | undefined {
  const match = TIME.exec(text.slice(0, LONGEST_TEXT));
  if (!match) return undefined;
  const [whole, hour = "", minute = "", lastHour, lastMinute] = match;
  const end = lastHour === undefined ? undefined : `${lastHour.padStart(2, "0")}:${lastMinute}`;
  return { start: `${hour.padStart(2, "0")}:${minute}`, end, from: match.index, to: match.index + whole.length };
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
