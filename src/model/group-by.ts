/** Groups values by their keys, of which each may have several. Groups and their values are in the order they came in. */
export function groupBy<K, T>(values: Iterable<T>, keysOf: (value: T) => Iterable<K>): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) for (const key of keysOf(value)) append(groups, key, value);
  return groups;
}

/** Adds a value to the group of a key. */
export function append<K, T>(groups: Map<K, T[]>, key: K, value: T): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
