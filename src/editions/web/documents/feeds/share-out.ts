import { type FeedItem, updateOf } from "./entry.ts";

/** So many entries fill an archive document: some 250 kB of letters. */
export const ENTRIES_IN_ARCHIVE = 50;
/** The newest entries that the current document always holds, as most readers look at nothing else. */
export const LEAST_CURRENT = 10;

/** How the items of a feed are shared among its documents. */
export interface Shares {
  /** The newest, and those of the archive documents that changed lately. */
  readonly current: readonly FeedItem[];
  /** Oldest first; each holds its entries newest first. */
  readonly archives: readonly (readonly FeedItem[])[];
}

/**
 * RFC 5005, section 4: archive documents are filled from the oldest entry on and hold the same for ever, so that a new letter
 * changes the current document only. What is changed later in one of them stands in the current document again, as readers
 * need not look at an archive document twice.
 * @param items newest first
 */
export function shareOut(items: readonly FeedItem[]): Shares {
  const count = Math.max(0, Math.floor((items.length - LEAST_CURRENT) / ENTRIES_IN_ARCHIVE));
  const newest = items.length - count * ENTRIES_IN_ARCHIVE;
  const archives = Array.from({ length: count }, (_, index) => {
    const end = items.length - index * ENTRIES_IN_ARCHIVE;
    return items.slice(end - ENTRIES_IN_ARCHIVE, end);
  });
  const current = items.slice(0, newest);
  const since = current.at(-1)?.date ?? "";
  const changed = items
    .filter((one, position) => position >= newest && changedAfter(one, since))
    .sort((a, b) => compare(updateOf(b), updateOf(a)));
  return { current: [...current, ...changed.slice(0, LEAST_CURRENT)], archives };
}

function changedAfter(item: FeedItem, since: string): boolean {
  const updated = updateOf(item);
  return updated > item.date && updated > since;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
