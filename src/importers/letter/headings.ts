import type { Heading, Root, RootContent } from "mdast";
import { nodesOf, plainText } from "./tree.ts";

/** The page's title is its h1. */
const TOP = 2;
const DEEPEST = 6;
/** No title is longer: it was cut before (title.ts). */
const LONGEST_NAME = 5_000;
/** A letter with more words than this needs headings. */
const LONG_LETTER = 250;

/** Normalises the levels of headings: the first becomes 2, and none is skipped. */
export function normaliseHeadings(root: Root): void {
  const open: number[] = [];
  for (const heading of nodesOf(root, "heading")) {
    while (open.length > 0 && (open.at(-1) ?? 0) >= heading.depth) open.pop();
    open.push(heading.depth);
    heading.depth = Math.min(TOP + open.length - 1, DEEPEST) as Heading["depth"];
  }
}

/** Removes a heading that only repeats the title, which is the h1 of the page. */
export function dropTitleHeading(root: Root, titles: readonly (string | undefined)[]): void {
  const index = root.children.findIndex((node) => node.type === "heading");
  const heading = root.children[index];
  if (heading?.type !== "heading" || !titles.some((title) => title && isSame(plainText(heading), title))) return;
  const before = root.children.slice(0, index);
  // A picture or a greeting may be above it, but no text.
  if (before.some((node) => plainText(node).length > 80)) return;
  root.children.splice(index, 1);
}

/** Whether the words are the same, in any case and with any punctuation. */
export function isSame(one: string, other: string): boolean {
  // Time: a long text without a line end is compared with its title, too.
  if (one.length > LONGEST_NAME || other.length > LONGEST_NAME) return false;
  return key(one) !== "" && key(one) === key(other);
}

function key(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Removes redundant rules: beside a heading, at the ends, or repeated. */
export function dropIdleRules(root: Root): void {
  const kept: RootContent[] = [];
  for (const node of root.children) {
    if (node.type === "heading" && kept.at(-1)?.type === "thematicBreak") kept.pop();
    const isIdle =
      node.type === "thematicBreak" && /^(?:heading|thematicBreak|none)$/.test(kept.at(-1)?.type ?? "none");
    if (!isIdle) kept.push(node);
  }
  if (kept.at(-1)?.type === "thematicBreak") kept.pop();
  root.children = kept;
}

/** Whether a letter is long and has no heading at all. */
export function lacksHeadings(root: Root, words: number): boolean {
  return words > LONG_LETTER && nodesOf(root, "heading").length === 0;
}
