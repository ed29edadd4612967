import type { Publication } from "../../../model/archive.ts";
import { append } from "../../../model/group-by.ts";
import { yearOf } from "../../../model/partial-date.ts";
import type { Row } from "../view.ts";
import type { RowOf } from "./row.ts";

/** As many texts stand on one list; the rest on the pages of their years, one step away. */
export const MOST_ON_LIST = 300;

/** A longer list shows date and name only: what each text is about would be more to scroll than to read. */
const MOST_WITH_TEXT = 100;

/** The rows of a list. @param length of the whole list where it is only a part */
export function listRows(publications: readonly Publication[], row: RowOf, length = publications.length): Row[] {
  const rows = publications.map(row);
  return length > MOST_WITH_TEXT ? rows.map((entry) => ({ ...entry, text: "" })) : rows;
}

/** Texts of one year. */
export interface YearOf<T> {
  readonly year: number;
  readonly entries: readonly T[];
}

/**
 * How far down a list of years the texts themselves fit on its page. Whole years only, so that a reader never wonders
 * whether the list of a year is complete; the first year always.
 */
export function yearsThatFit<T>(years: readonly YearOf<T>[]): number {
  let count = 0;
  const first = years.findIndex(({ entries }, position) => {
    count += entries.length;
    return position > 0 && count > MOST_ON_LIST;
  });
  return first === -1 ? years.length : first;
}

/**
 * Shares a long list among its own page and a page for each year.
 * @returns what stands on its own page, and the years; none where everything fits
 */
export function spreadOverYears<T>(
  entries: readonly T[],
  dateOf: (entry: T) => string | undefined,
): { shown: readonly T[]; years: readonly YearOf<T>[] } {
  if (entries.length <= MOST_ON_LIST) return { shown: entries, years: [] };
  const byYear = new Map<number, T[]>();
  const undated: T[] = [];
  for (const entry of entries) {
    const date = dateOf(entry);
    if (date === undefined) undated.push(entry);
    else append(byYear, yearOf(date), entry);
  }
  const years = [...byYear].sort(([a], [b]) => b - a).map(([year, ofYear]): YearOf<T> => ({ year, entries: ofYear }));
  const newest = years.slice(0, yearsThatFit(years)).flatMap(({ entries: ofYear }) => ofYear);
  return { shown: [...newest, ...undated], years };
}
