import type { Hit, Search } from "./hits.ts";

/** No word goes on like this. */
const NO_ENDING = "qqq";

/**
 * Where an index lacks a word and every longer one that begins with it, Pagefind finds the longest word that it begins with: "kan"
 * for "kanariefågel". Such a hit is found just as well with anything added to the word, and not when the word alone is asked for.
 * @returns the hits of a query that have each of its words, in their order
 */
export async function withoutShorterWords(search: Search, query: string): Promise<readonly Hit[]> {
  const hits = await search(query);
  // Words between quotation marks are found as they are.
  if (query.includes('"')) return hits;
  const wrong = new Set<string>();
  for (const word of query.split(/\s+/).filter(Boolean)) {
    if (hits.length === wrong.size) break;
    for (const id of await foundByShorterWord(search, word, word === query.trim() ? hits : await search(word)))
      wrong.add(id);
  }
  return hits.filter(({ id }) => !wrong.has(id));
}

async function foundByShorterWord(search: Search, word: string, hits: readonly Hit[]): Promise<string[]> {
  const own = new Set((await search(`"${word}"`)).map(({ id }) => id));
  if (hits.every(({ id }) => own.has(id))) return [];
  const anyway = new Map((await search(word + NO_ENDING)).map(({ id, words }) => [id, words.join()]));
  return hits.filter(({ id, words }) => !own.has(id) && anyway.get(id) === words.join()).map(({ id }) => id);
}
