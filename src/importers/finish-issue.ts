import { formatIssue, isAfter, partialDateFault } from "./core.ts";
import type { ImportedLetter, Repair } from "./importer.ts";

/** The year of a letter whose date is unknown. Such a letter is a draft, which no reader sees. */
export const UNKNOWN_YEAR = "1000";

/** The text of an issue file, and what a person must repair in it. */
export interface FinishedIssue {
  readonly text: string;
  readonly repairs: readonly Repair[];
}

/** Whether an issue with this date can be published. */
export function isKnownDate(date: string): boolean {
  return date !== UNKNOWN_YEAR && partialDateFault(date) === undefined;
}

/**
 * Makes the text of the file. A letter without a date, or with a future one, becomes a draft: the schema requires a date, and an
 * invented one would be published.
 * @param today a date to the day: `2026-12-01`
 * @param comment tells the editor what to do about an unknown date
 */
export function finishIssue(
  { frontMatter, body, repairs }: ImportedLetter,
  slug: string | undefined,
  today: string,
  comment: string,
): FinishedIssue {
  const addressed = slug === undefined ? frontMatter : { ...frontMatter, slug };
  const date = String(addressed.date);
  if (!isKnownDate(date)) {
    const text = formatIssue({ ...addressed, date: UNKNOWN_YEAR, draft: true }, body, [comment]);
    return { text, repairs: withDateRepair(repairs, date) };
  }
  if (isAfter(date, today)) {
    const text = formatIssue({ ...addressed, draft: true }, body, [comment]);
    return { text, repairs: withDateRepair(repairs, date) };
  }
  return { text: formatIssue(addressed, body), repairs };
}

function withDateRepair(repairs: readonly Repair[], date: string): readonly Repair[] {
  return repairs.some(({ rule }) => rule === "date-unknown")
    ? repairs
    : [...repairs, { rule: "date-unknown", about: date }];
}
