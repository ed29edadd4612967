import type { Publication } from "../../../model/archive.ts";
import { yearOf } from "../../../model/partial-date.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { FacetFile } from "./contract.ts";

/** What a search can be limited by: the name in the address of the page → its values for a text, as that address has them. */
export type Facets = Readonly<Record<string, readonly string[]>>;

export function facetsOf({ kind, date, topics, mentions }: Publication, { search }: Strings): Facets {
  const { parameters, kinds } = search;
  return {
    [parameters.year]: date === undefined ? [] : [String(yearOf(date))],
    [parameters.topic]: topics,
    [parameters.organisation]: mentions.map(({ id }) => id),
    [parameters.kind]: [kinds[kind]],
  };
}

/**
 * The facets of an index in one small file, which is asked for when a search is limited. Pagefind's own are not used: it writes
 * their values in another order each time.
 * @param facets by Pagefind's id
 */
export function facetFile(facets: ReadonlyMap<string, Facets>): FacetFile {
  const places = new Map<string, Map<string, number>>();
  const texts: Record<string, number[][]> = {};
  for (const [id, ofText] of [...facets].sort(([a], [b]) => (a < b ? -1 : 1))) {
    texts[id] = Object.entries(ofText).map(([name, values]) => {
      const known = places.get(name) ?? new Map<string, number>();
      places.set(name, known);
      return values.map((value) => {
        const place = known.get(value) ?? known.size;
        known.set(value, place);
        return place;
      });
    });
  }
  return { values: Object.fromEntries([...places].map(([name, known]) => [name, [...known.keys()]])), texts };
}
