/** Dates in the names of files and folders. */
import { partialDateOf } from "./dates.ts";

const YEAR = "(?:19|20)\\d{2}";
const MONTH = "(?:0[1-9]|1[0-2])";
const ALONE = "(?<![\\p{L}\\d])";
const TIME = "(?:\\d{4}|\\d{6})";

/** The ways in which names of files have dates; the first that fits counts. */
const FORMS: readonly RegExp[] = [
  // brev-2026-07-14, 2026_07_14, 2026.07.14
  new RegExp(`(?<!\\d)(?<year>${YEAR})(?<sign>[-_.])(?<month>${MONTH})\\k<sign>(?<day>\\d{2})(?!\\d)`, "gu"),
  // 20241119, 20241119104841-x
  new RegExp(`${ALONE}(?<year>${YEAR})(?<month>${MONTH})(?<day>\\d{2})${TIME}?(?!\\d)`, "gu"),
  // 14.07.2026; 14-07-2026, where 14 can be no month
  new RegExp(`(?<!\\d)(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>${YEAR})(?!\\d)`, "gu"),
  new RegExp(`(?<!\\d)(?<day>1[3-9]|2\\d|3[01])(?<sign>[-_])(?<month>\\d{1,2})\\k<sign>(?<year>${YEAR})(?!\\d)`, "gu"),
  // 2026-07, mmnews_202305
  new RegExp(`(?<!\\d)(?<year>${YEAR})[-_.](?<month>${MONTH})(?![\\d]|[-_.]\\d{2}(?!\\d))`, "gu"),
  new RegExp(`${ALONE}(?<year>${YEAR})(?<month>${MONTH})(?!\\d)`, "gu"),
];

/** Time: names of files are short. */
const LONGEST = 300;

/** The date anywhere in the name of a file; undefined where there are two of one form. */
export function dateOfFile(name: string): string | undefined {
  for (const form of FORMS) {
    const dates = new Set([...name.slice(0, LONGEST).matchAll(form)].flatMap((match) => dateOf(match) ?? []));
    if (dates.size > 0) return dates.size === 1 ? [...dates][0] : undefined;
  }
  return undefined;
}

/** The date of the folders that sites and mail programs sort letters into: `2023/05/14/brev.html`, `2023/05/brev/index.html`. */
export function dateOfFolders(place: string): string | undefined {
  const path = place.slice(-LONGEST * 3).replaceAll("\\", "/");
  const match = new RegExp(
    `(?:^|/)(?<year>${YEAR})/(?<month>${MONTH})(?:/(?<day>\\d{2}))?/[^/]*(?:/index\\.[^/]*)?$`,
    "u",
  ).exec(path);
  return match === null ? undefined : dateOf(match);
}

function dateOf({ groups: { year, month, day } = {} }: RegExpExecArray): string | undefined {
  return partialDateOf({ year: Number(year), month: Number(month), day: day === undefined ? undefined : Number(day) });
}
