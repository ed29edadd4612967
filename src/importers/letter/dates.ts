import { MONTH_OF, WEEKDAY_OF } from "../calendar-names.ts";
import { partialDateFault } from "../core.ts";

const MONTH = `(?<month>${names(MONTH_OF)})\\.?`;
const WEEKDAY = `(?:(?<weekday>${names(WEEKDAY_OF)})(?:en|ar|na)?\\.?,?\\s+)?`;
const YEAR = "(?:19|20)\\d{2}";
const ORDINAL = "(?:\\.|:?[ea]|st|nd|rd|th|er)?";
const DASH = "\\s?[–—-]\\s?";

/** The ways in which a date is written. Tried in this order at each place. */
const FORMS: readonly RegExp[] = [
  // 2023-09-14, 2023-09-14–15
  new RegExp(`(?<year>${YEAR})-(?<monthNumber>\\d{2})-(?<day>\\d{2})(?!\\d)`, "iu"),
  // tisdag den 16–17 februari 2023, 14:e mars, 14th of March, 2023, 14. September 2023, 1er mars, 14 de mayo de 2023
  new RegExp(
    `${WEEKDAY}(?:(?:den|the|le|el)\\s+)?(?<day>\\d{1,2})${ORDINAL}(?:${DASH}(?:den\\s+)?(?<lastDay>\\d{1,2})${ORDINAL})?\\s+(?:(?:of|de)\\s+)?${MONTH}(?!\\p{L})(?:,?\\s+(?:del?\\s+)?(?<year>${YEAR}))?`,
    "iu",
  ),
  // March 14, 2023, March 14–15, 2023
  new RegExp(
    `${WEEKDAY}${MONTH}\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:${DASH}(?<lastDay>\\d{1,2}))?(?!\\d)(?:,?\\s+(?<year>${YEAR}))?`,
    "iu",
  ),
  // augusti–september 2023: only the year is certain
  new RegExp(
    `(?:${names(MONTH_OF)})\\.?(?:\\s?[–—/&-]\\s?|\\s(?:och|and|og|ja|und|en|et|y)\\s)(?:${names(MONTH_OF)})\\.?,?\\s+(?<year>${YEAR})(?!\\d)`,
    "iu",
  ),
  // 14.9.2023
  new RegExp(`(?<day>\\d{1,2})\\.\\s?(?<monthNumber>\\d{1,2})\\.\\s?(?<year>${YEAR})(?!\\d)`, "iu"),
  // september 2023, mayo de 2023
  new RegExp(`${MONTH},?\\s+(?:del?\\s+)?(?<year>${YEAR})(?!\\d)`, "iu"),
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

const NUMBERED =
  /(?:(?<!\p{L})(?:nr|nummer|no|number|issue|utgåva|ausgabe|nummero|numero|núm|numéro)\.?|n°|nº|#)\s{0,2}$/iu;

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
      // In "nr 3 september 2023" the number is that of the letter.
      if (match.groups?.day !== undefined && NUMBERED.test(short.slice(0, start))) continue;
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

/** A date with a year as a partial date; undefined without a year, and for one that does not exist. */
export function partialDateOf(
  { year, month, day }: Pick<FoundDate, "year" | "month" | "day">,
  part = day,
): string | undefined {
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

/** An hour, with or without minutes, and how the language says that it is one: "7:00pm", "kl 13", "19h30", "19.30 Uhr". */
const HALF = "\\s?(?<half>[ap])\\.?\\s?m(?![\\p{L}])\\.?";
const PART = `(?<hour>[01]?\\d|2[0-4])(?:[.:h](?<minute>[0-5]\\d))?(?:${HALF}|\\s?(?<unit>h|uhr|uur|tiden)(?!\\p{L}))?`;
const CLOCK = "kl\\.?|klo|klockan|at|um|à|om|a las|fra|från|from|ab";
const TIME = new RegExp(
  `(?<![\\p{L}\\d€£$]|\\d[.,:/–-]|[€£$]\\s)(?:(?<clock>${CLOCK})\\s{0,2})?${numbered(PART, 1)}(?:\\s?(?:[–—-]|to|till?|bis|tot)\\s?(?:(?:kl\\.?|klo)\\s{0,2})?${numbered(PART, 2)})?(?!\\d|[.,:]\\d|\\s?(?:kr|sek|eur|€|£|\\$|%|procent|percent|miljon|million|mnkr|km|kg)(?!\\p{L})|[-–]?\\p{L})`,
  "giu",
);

/** Names of groups are unique in an expression. */
function numbered(part: string, number: number): string {
  return part.replace(/\(\?<(\w+)>/g, `(?<$1${number}>`);
}

export interface FoundTimes {
  readonly start: string;
  readonly end: string | undefined;
  readonly from: number;
  readonly to: number;
}

/**
 * The first time of day in a text: "kl. 13.00–15.15", "6:30 pm - 8 pm", "19h30". A number alone is no time, and neither is an hour
 * that its text does not make one.
 */
export function timesIn(text: string): FoundTimes | undefined {
  for (const match of text.slice(0, LONGEST_TEXT).matchAll(TIME)) {
    const { clock, hour1 = "", minute1, half1, unit1, hour2, minute2, half2, unit2 } = match.groups ?? {};
    const isSure =
      minute1 !== undefined || half1 || half2 || unit1 || unit2 || (clock !== undefined && /^kl/iu.test(clock));
    if (!isSure) continue;
    const last = hour2 === undefined ? undefined : minutesOf(hour2, minute2, half2);
    // "7–9 pm" is in one half of the day, "11–1 pm" in two.
    const same = minutesOf(hour1, minute1, half1 ?? half2);
    const first =
      half1 === undefined && half2 !== undefined && same !== undefined && last !== undefined && same >= last
        ? minutesOf(hour1, minute1, /p/i.test(half2) ? "a" : "p")
        : same;
    if (first === undefined || (hour2 !== undefined && last === undefined)) continue;
    const end = last === undefined ? undefined : clockTime(last);
    return { start: clockTime(first), end, from: match.index, to: match.index + match[0].length };
  }
  return undefined;
}

/** Minutes since midnight; undefined for what is no time: "13 pm", "25.00". */
function minutesOf(hour: string, minute: string | undefined, half: string | undefined): number | undefined {
  const number = Number(hour);
  if (half === undefined) return number < 24 ? number * 60 + Number(minute ?? 0) : undefined;
  if (number < 1 || number > 12) return undefined;
  return ((number % 12) + (/p/i.test(half) ? 12 : 0)) * 60 + Number(minute ?? 0);
}

function clockTime(minutes: number): string {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
