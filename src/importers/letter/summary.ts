import { beginning } from "../core.ts";
import type { LetterTree, SourceLetter } from "../importer.ts";
import { isSame } from "./headings.ts";
import { isIssueName } from "./title.ts";
import { oneLine } from "./tree.ts";

const SHORTEST = 3;
const LONGEST = 300;

/**
 * The preheader as a summary. Services fill an empty preheader with the beginning of the letter; such a summary, cut off in a
 * sentence that follows below it, is left out.
 */
export function summaryOf(
  letter: SourceLetter,
  tree: LetterTree,
  { title, heading }: { title: string; heading: string | undefined },
  text: string,
  clean: (text: string) => string,
): string | undefined {
  if (letter.facts?.summary !== undefined) return letter.facts.summary;
  const summary = oneLine(clean(beginning(letter.preheader ?? tree.preheader ?? "", 2_000)));
  const words = wordsOf(summary);
  if (words.length < SHORTEST || summary.length > LONGEST || isIssueName(summary)) return undefined;
  if (isSame(summary, title) || (heading !== undefined && isSame(summary, heading))) return undefined;
  return beginsWith(text, words) || /webbläsare|browser/iu.test(summary) ? undefined : summary;
}

/** Whether the letter begins with the words, perhaps after a heading or a greeting. The last word may be cut off. */
function beginsWith(text: string, words: readonly string[]): boolean {
  const beginning = ` ${wordsOf(text.slice(0, 2_000)).join(" ")} `;
  const place = beginning.indexOf(` ${words.slice(0, -1).join(" ")} `);
  return place !== -1 && place < 200;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
