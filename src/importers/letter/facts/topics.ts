import type { Topic } from "../../core.ts";

/** A text longer than this has named its topics by then. */
const LONGEST_TEXT = 1_000_000;

/**
 * The topics of the register that a text names, by name or alias, in order of first mention. Whole words only, whatever
 * their case, with a genitive s. Where one name begins another ("UDD", "UDD Enter"), the longer one is meant.
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
