import type { Topic } from "../letter-context.ts";

/** Time: only so many characters are searched. */
const LONGEST_TEXT = 1_000_000;

/**
 * Finds the topics of the register in a text, by name or alias, in order of first mention. Whole words only, in any case, with an
 * optional genitive s. Of names that begin alike ("UDD", "UDD Enter") the longest match counts.
 */
export function findTopics(topics: Iterable<Topic>, text: string): string[] {
  const idOf = new Map<string, string>();
  for (const { id, name, aliases } of topics) for (const spelling of [name, ...aliases]) idOf.set(key(spelling), id);
  idOf.delete("");
  if (idOf.size === 0) return [];
  const names = [...idOf.keys()].sort((one, other) => other.length - one.length).map(pattern);
  const mentions = new RegExp(`(?<![\\p{L}\\p{N}])(${names.join("|")})(?:s|:s|’s|'s)?(?![\\p{L}\\p{N}])`, "giu");
  const found = new Set<string>();
  for (const [, name = ""] of text.slice(0, LONGEST_TEXT).matchAll(mentions)) {
    const id = idOf.get(key(name));
    if (id !== undefined) found.add(id);
    if (found.size === idOf.size) break;
  }
  return [...found];
}

function key(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s-]+/g, " ")
    .trim();
}

/** Spaces may be no-break ones or line ends in the letter. */
function pattern(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replaceAll(" ", "[\\s\\u00a0-]{1,3}");
}
