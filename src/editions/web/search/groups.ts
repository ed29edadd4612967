import type { Publication } from "../../../model/archive.ts";
import { groupBy } from "../../../model/group-by.ts";
import { yearOf } from "../../../model/partial-date.ts";
import type { Strings } from "../../../strings/strings.ts";

/** Texts that are indexed together. */
export interface SearchGroup {
  /** The name of its folder: the first year of its texts, or what it holds. */
  readonly name: string;
  /** Newest first, those without a date last: of texts that fit a search equally well, the first comes first. */
  readonly publications: readonly Publication[];
}

/** How many texts an index has. It is redone whole, and each more costs its readers bytes. */
export interface GroupSizes {
  /** Years are closed together when they hold as many. */
  readonly closed: number;
  /** At most as many of the newest are indexed again with each new one. */
  readonly open: number;
}

const SIZES: GroupSizes = { closed: 2_000, open: 250 };

/**
 * Shares the archive among indexes so that a new text touches the smallest of them only: years before the newest are closed
 * together, oldest first, and what remains is split in what is recent and the newest few. Depends on dates and addresses alone.
 * @returns newest first; one group for a small archive, none for an empty one
 */
export function searchGroups(publications: readonly Publication[], sizes = SIZES): SearchGroup[] {
  const dated = publications.filter(({ date }) => date !== undefined).sort(oldestFirst);
  const undated = publications.filter(({ date }) => date === undefined).sort(byAddress);
  const { closed, rest } = closeYears(dated, sizes.closed);
  const recent = Math.floor(Math.max(0, rest.length - 1) / sizes.open) * sizes.open;
  const open = [
    { name: "newest", publications: [...rest.slice(recent).reverse(), ...undated] },
    { name: "recent", publications: rest.slice(0, recent).reverse() },
  ];
  return [...open.filter((group) => group.publications.length > 0), ...closed.reverse()];
}

function closeYears(dated: readonly Publication[], size: number): { closed: SearchGroup[]; rest: Publication[] } {
  const years = [...groupBy(dated, ({ date = "" }) => [yearOf(date)])];
  const newest = years.at(-1)?.[1] ?? [];
  const closed: SearchGroup[] = [];
  let name = "";
  let rest: Publication[] = [];
  for (const [year, ofYear] of years.slice(0, -1)) {
    if (rest.length === 0) name = String(year);
    rest.push(...ofYear);
    if (rest.length < size) continue;
    closed.push({ name, publications: rest.reverse() });
    rest = [];
  }
  return { closed, rest: [...rest, ...newest] };
}

function oldestFirst(a: Publication, b: Publication): number {
  return compare(a.date ?? "", b.date ?? "") || byAddress(a, b);
}

function byAddress(a: Publication, b: Publication): number {
  return compare(a.address, b.address);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The folder of a group's index, below the site's root. */
export function indexFolder(strings: Strings, { name }: SearchGroup): string {
  return `${strings.paths.search}/index/${name}`;
}
