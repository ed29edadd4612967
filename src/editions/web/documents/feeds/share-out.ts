import type { Entry } from "./entry.ts";

/** So many entries fill an archive document: some 250 kB of letters. */
export const ENTRIES_IN_ARCHIVE = 50;
/** The newest entries that the current document always holds, as most readers look at nothing else. */
export const LEAST_CURRENT = 10;

/** How the entries of a feed are shared among its documents. */
export interface Shares {
  /** The newest, and those of the archive documents that changed lately. */
  readonly current: readonly Entry[];
  /** Oldest first; each holds its entries newest first. */
  readonly archives: readonly (readonly Entry[])[];
}

/**
 * RFC 5005, section 4: archive documents are filled from the oldest entry on and hold the same for ever, so that a new letter
 * changes the current document only. What is changed later in one of them stands in the current document again, as readers
 * need not look at an archive document twice.
 * @param entries newest first
 */
export function shareOut(entries: readonly Entry[]): Shares {
  const count = Math.max(0, Math.floor((entries.length - LEAST_CURRENT) / ENTRIES_IN_ARCHIVE));
  const newest = entries.length - count * ENTRIES_IN_ARCHIVE;
  const archives = Array.from({ length: count }, (_, index) => {
    const end = entries.length - index * ENTRIES_IN_ARCHIVE;
    return entries.slice(end - ENTRIES_IN_ARCHIVE, end);
  });
  const current = entries.slice(0, newest);
  const since = current.at(-1)?.published ?? "";
  const changed = entries
    .slice(newest)
    .filter(({ published, updated }) => updated > published && updated > since)
    .sort((a, b) => (a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : 0));
  return { current: [...current, ...changed.slice(0, LEAST_CURRENT)], archives };
}
