/** Pagefind in the browser: the part of its interface that is used, and how its indexes are joined. */

import type { Hit, Search } from "./hits.ts";
import { withoutShorterWords } from "./shorter-words.ts";

interface Instance {
  options(options: object): Promise<void>;
  mergeIndex(folder: string, options: object): Promise<void>;
  /** Without a term: everything. */
  search(term: string | null): Promise<{ readonly results: readonly Hit[] }>;
}

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
