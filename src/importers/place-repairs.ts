import type { Repair, RepairRule } from "./importer.ts";

/** A repair with its place in the finished file. */
export interface PlacedRepair {
  readonly rule: RepairRule;
  readonly about: string;
  /** Counts from 1; undefined means the whole letter. */
  readonly line?: number;
}

/**
 * Finds the lines of repairs. The n-th repair of a rule with the same words belongs to their n-th match. The body is searched
 * before the front matter, as editors look there first.
 */
export function placeRepairs(text: string, repairs: readonly Repair[]): PlacedRepair[] {
  const bodyStart = text.indexOf("\n---\n") + 1;
  const lineAt = lineCounter(text);
  const searched = new Map<string, number>();
  return repairs.map(({ rule, about, find }) => {
    if (find === undefined || find === "") return { rule, about };
    const key = `${rule} ${find}`;
    const from = searched.get(key) ?? bodyStart;
    const inBody = text.indexOf(find, from);
    const offset = inBody >= 0 ? inBody : text.indexOf(find);
    if (inBody >= 0) searched.set(key, inBody + find.length);
    return offset < 0 ? { rule, about } : { rule, about, line: lineAt(offset) };
  });
}

/** Offset → line, by binary search. */
function lineCounter(text: string): (offset: number) => number {
  const ends: number[] = [];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) ends.push(end);
  return (offset) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
