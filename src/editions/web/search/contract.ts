/** What the site passes to the script of its search page. Both sides import this file, which imports nothing. */

/** Where the facts of a text stand on its page (templates/web/_includes/components/columns/columns.njk). */
export const FACTS = "_facts";

/** Handed over in the form of the page. */
export interface Settings {
  /** The language in which numbers are written and counted (BCP 47). */
  readonly locale: string;
  /** The folders of the indexes as paths on the host, with a slash at both ends. The first has the program that reads them. */
  readonly indexes: readonly string[];
  readonly texts: SearchTexts;
}

/** `{count}` is replaced with a number, `{query}` with what was searched. */
export interface SearchTexts {
  readonly searching: string;
  readonly found: Plural;
  readonly none: string;
  /** Where limits alone find nothing. */
  readonly noneWithin: string;
  readonly advice: string;
  readonly withoutLimits: Plural;
  readonly failed: string;
  /** What one text of each kind is called. */
  readonly kinds: Readonly<Record<string, string>>;
  /** The heading over the facts of a text of each kind. It stands on every page, so it is shown and never searched. */
  readonly facts: Readonly<Record<string, string>>;
}

/** A text for each plural category of the language (CLDR). */
export interface Plural {
  readonly one: string;
  readonly other: string;
}

/** `facets.json` of an index: what a search can be limited by. */
export interface FacetFile {
  /** Name → its values. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Pagefind's id of a text → for each name, the places of its values. */
  readonly texts: Readonly<Record<string, readonly (readonly number[])[]>>;
}
