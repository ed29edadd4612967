import type { FacetFile } from "../editions/web/search/contract.ts";

/** Name → the one value that a search is limited to. */
export type Limits = Readonly<Record<string, string>>;

/** What is known of all texts: the values of a text for a name. */
export type FacetsOf = (id: string, name: string) => readonly string[];

/** @param files one of each index */
export function readFacets(files: readonly FacetFile[]): FacetsOf {
  const texts = new Map(
    files.flatMap(({ values, texts: ofIndex }) =>
      Object.entries(ofIndex).map(([id, places]) => [id, { values, places }] as const),
    ),
  );
  return (id, name) => {
    const text = texts.get(id);
    const names = Object.keys(text?.values ?? {});
    return (text?.places[names.indexOf(name)] ?? []).map((place) => text?.values[name]?.[place] ?? "");
  };
}

export function limited<T extends { readonly id: string }>(
  hits: readonly T[],
  limits: Limits,
  facetsOf: FacetsOf,
): T[] {
  const entries = Object.entries(limits);
  return hits.filter(({ id }) => entries.every(([name, value]) => facetsOf(id, name).includes(value)));
}

/** How many hits each value of a name would give while all other limits stay. */
export function countsOf(
  hits: readonly { readonly id: string }[],
  name: string,
  { [name]: _own, ...others }: Limits,
  facetsOf: FacetsOf,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id } of limited(hits, others, facetsOf)) {
    for (const value of facetsOf(id, name)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
