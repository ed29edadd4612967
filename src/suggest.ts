import { closest, distance } from "fastest-levenshtein";

/** "did you mean …?" where one of the names is near enough to be a slip of the fingers. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const nearest = nearestOf(name, known);
  return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
}

/** The one of some names that another is a slip of the fingers from. */
export function nearestOf(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const nearest = closest(name, [...known]);
  const near = distance(name.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, Math.floor(name.length / 3));
  return near ? nearest : undefined;
}
