/** The account of a letter: how much of what a reader of its source saw is in the issue. */
import type { Nodes, Root } from "mdast";
import { textOf, visit } from "./letter/tree.ts";

/** How much of each there is. */
export interface Amounts {
  readonly words: number;
  readonly links: number;
  readonly pictures: number;
  readonly tables: number;
  readonly headings: number;
}

/** What a reader of the source sees, counted without reading its structure. */
export interface Seen extends Omit<Amounts, "words"> {
  readonly text: string;
}

export interface Account {
  readonly source: Amounts;
  readonly issue: Amounts;
  /** Words that were lost though no rule removes them. */
  readonly lost: number;
}

/** Words that were lost, and some of them in the order of the source. */
export interface Loss {
  readonly words: number;
  readonly examples: string;
}

/** More than this share of a letter's words is reported where it is lost. */
const MOST_LOST = 0.02;
const MOST_EXAMPLES = 5;
const LONGEST_EXAMPLE = 60;

/** What a tree holds. */
export function amountsIn(root: Root): Amounts {
  const counts: Partial<Record<Nodes["type"], number>> = {};
  visit(root, ({ type }) => {
    counts[type] = (counts[type] ?? 0) + 1;
  });
  const { link = 0, image = 0, table = 0, heading = 0 } = counts;
  return { words: wordsOf(textOf(root)).length, links: link, pictures: image, tables: table, headings: heading };
}

export function amountsSeen({ text, ...rest }: Seen): Amounts {
  return { words: wordsOf(text).length, ...rest };
}

/** The words of the source that its tree does not have. */
export function lossOf({ text }: Seen, root: Root): Loss {
  const there = new Map<string, number>();
  const alts: string[] = [];
  visit(root, (node) => {
    if (node.type === "image" && node.alt) alts.push(node.alt);
  });
  for (const word of wordsOf(`${textOf(root)} ${alts.join(" ")}`)) there.set(word, (there.get(word) ?? 0) + 1);
  let words = 0;
  const examples: string[] = [];
  let example: string[] = [];
  const end = (): void => {
    if (example.length > 0 && examples.length < MOST_EXAMPLES)
      examples.push(example.join(" ").slice(0, LONGEST_EXAMPLE));
    example = [];
  };
  for (const word of wordsOf(text)) {
    const left = there.get(word) ?? 0;
    if (left > 0) {
      there.set(word, left - 1);
      end();
    } else {
      words += 1;
      example.push(word);
    }
  }
  end();
  return { words, examples: examples.join(" … ") };
}

/** Whether a letter lost so much that a person must look. */
export function isLarge({ words }: Loss, source: Amounts): boolean {
  return words > source.words * MOST_LOST;
}

/** Addresses change on their way, and are nobody's business in a report. */
const ADDRESSES = /https?:\/\/\S+|[^\s<>"'(),;:/?&=[\]]{1,64}@[^\s<>"'(),;:/?&=[\]]{1,255}/gi;
const WORD = /[\p{L}\p{N}]+/gu;

/** Words in lower case, without single signs and the short numbers of lists and notes, which become Markdown's own. */
function wordsOf(text: string): string[] {
  const words = text.normalize("NFKC").replace(ADDRESSES, " ").toLowerCase().match(WORD) ?? [];
  return words.filter((word) => word.length > 1 && !/^\d{1,2}$/.test(word));
}
