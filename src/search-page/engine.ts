/** Pagefind in the browser: the part of its interface that is used, and how its indexes are joined. */

import { withoutShorterWords } from "./shorter-words.ts";

/** A text that fits a search. */
export interface Hit {
  readonly id: string;
  /** The places of the words that fit. */
  readonly words: readonly number[];
  data(): Promise<HitText>;
}

/** What Pagefind keeps of a text. */
export interface HitText {
  readonly url: string;
  /** All of it, as words between spaces. */
  readonly content: string;
  readonly meta: Readonly<Record<string, string>>;
  /** Every element that has an id, also those without text. */
  readonly anchors: readonly Anchor[];
  /** The parts between headings that have hits. */
  readonly sub_results: readonly Section[];
}

export interface Anchor {
  readonly element: string;
  readonly id: string;
  readonly text: string;
  /** The place of the first word after it. */
  readonly location: number;
}

export interface Section {
  readonly title: string;
  readonly url: string;
  /** The heading; undefined for what stands before the first. */
  readonly anchor?: Anchor;
  readonly weighted_locations: readonly { readonly location: number; readonly balanced_score: number }[];
}

interface Instance {
  options(options: object): Promise<void>;
  mergeIndex(folder: string, options: object): Promise<void>;
  /** Without a term: everything. */
  search(term: string | null): Promise<{ readonly results: readonly Hit[] }>;
}

export type Search = (query: string) => Promise<readonly Hit[]>;

/** Addresses in the indexes are whole paths already. */
const OPTIONS = { baseUrl: "/" };

/**
 * Loads the program and every index.
 * @param folders of the indexes; the first has the program
 * @throws when something cannot be loaded or may not run
 */
export async function openIndexes(folders: readonly string[]): Promise<Search> {
  const [first = "", ...others] = folders;
  const pagefind: { createInstance(options: object): Instance } = await import(`${first}pagefind.js`);
  // A worker would need a policy of its own and load the same program a second time.
  const instance = pagefind.createInstance({ ...OPTIONS, basePath: first, noWorker: true });
  // Waits for the first index, and throws when it is not there: others would wait for it for ever.
  await instance.options({ ranking: {} });
  await Promise.all(others.map((folder) => instance.mergeIndex(folder, OPTIONS)));
  const search: Search = async (query) => (await instance.search(query || null)).results;
  return (query) => (query ? withoutShorterWords(search, query) : search(query));
}
