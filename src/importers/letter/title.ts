import type { Paragraph, Root } from "mdast";
import { beginning, slugFault, slugOf } from "../core.ts";
import type { LetterTree, SourceLetter } from "../importer.ts";
import { cleanText } from "./clean-text.ts";
import { isSame } from "./headings.ts";
import { dropEmpty, joinLines, linesOf, oneLine, plainText, textOf } from "./tree.ts";

/** Words for a newsletter, which do not distinguish one letter from another. */
const NEWSLETTER =
  /(?<!\p{L})(?:nyhetsbrev(?:et)?|newsletter|månadsbrev(?:et)?|infobrev(?:et)?|nyhetsblad(?:et)?|veckobrev(?:et)?)(?!\p{L})/giu;
/** What else the short name of a letter is made of: "Nyhetsbrev nummer 1, 2023", "Newsletter March 2023". */
const NAME_WORD =
  /^(?:nr|nummer|no|number|issue|utgåva|vecka|v|week|våren|sommaren|hösten|vintern|vår|sommar|höst|vinter|jul|spring|summer|autumn|fall|winter|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|january|february|march|may|june|july|august|october|jan|feb|mar|apr|jun|jul|aug|sept?|okt|oct|nov|dec|och|and|for|för|i|in|\d{1,4})$/iu;
const NUMBER =
  /(?:(?<![\p{L}\d])(?:nr|nummer|no|number|issue|utgåva)\.?\s{0,3}|#\s?)(\d{1,4})(?:\s?[–-]\s?(\d{1,3}))?(?![\d.])/iu;
const NUMBER_OF_YEAR = /(?<!\d)(\d{1,2})\/(?:19|20)\d{2}(?!\d)/u;
const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/g;
/** Prefixes that mail programs and lists add to a subject. */
const PREFIX = /^(?:(?:re|fwd?|fw|sv|vb|vs|aw|wg|tr)\s?(?:\[\d{1,3}\])?\s?:|\[[^\]]{1,60}\])\s*/iu;
const LONGEST_TITLE = 200;
/** The first lines of a text, among which its title and short name are looked for. */
const TOP_LINES = 6;

export interface Names {
  readonly title: string;
  readonly heading: string | undefined;
  readonly number: number | string | undefined;
  /** Where no name could be found and another was taken. */
  readonly isGuess: boolean;
}

/** Finds the title and short name of a letter, and removes lines that only repeat them, as they are the heading of its page. */
export function nameLetter(letter: SourceLetter, tree: LetterTree, clean: (text: string) => string): Names {
  const { root } = tree;
  const top = topLines(root);
  const given = [letter.facts?.title, letter.subject, tree.title].map((name) => cleanTitle(name, clean)).find(Boolean);
  const written = given ?? cleanTitle(titleLine(letter.body.format, root, top), clean);
  const headings = root.children.find((node) => node.type === "heading");
  const fallback = headings
    ? plainText(headings)
    : (letter.body.format === "markdown" && titleOfFile(letter.name)) || beginning(top[0]?.text ?? "", 100);
  const title = written ?? cleanTitle(fallback, clean) ?? cleanTitle(letter.name, clean) ?? "Brev";
  const preheader = cleanTitle(letter.preheader ?? tree.preheader, clean);
  const heading = [letter.facts?.heading, ...top.map(({ text }) => text), preheader].find(
    (text) => text !== undefined && isIssueName(text) && !isSame(text, title),
  );
  takeNames(root, [title, heading]);
  return {
    title,
    heading,
    number: letter.facts?.number ?? numberOf(heading) ?? numberOf(title),
    isGuess: written === undefined,
  };
}

/** The line by which a letter without a name is called: the first of a text, as in web versions of Paloma, or the heading that begins Markdown. */
function titleLine(format: SourceLetter["body"]["format"], root: Root, top: readonly TopLine[]): string | undefined {
  if (format === "html") return undefined;
  const first = format === "text" ? top[0]?.text : headingAtTop(root);
  return first !== undefined && first.length <= LONGEST_TITLE ? first : undefined;
}

/** The heading of the first level, or the one that nothing but pictures and lines stands before. */
function headingAtTop(root: Root): string | undefined {
  const top = root.children.find((block) => !/^\s*$/.test(textOf(block)));
  const first = root.children.find((block) => block.type === "heading" && (block.depth === 1 || block === top));
  return first?.type === "heading" ? plainText(first) : undefined;
}

/** `2024-03-02-pump-and-roof` → "Pump and roof"; "" for a name that is only a date. */
function titleOfFile(name: string): string {
  const words = name
    .replace(/[-_+\s]+/g, " ")
    .replace(/(?<!\S)(?:\d{8}|(?:19|20)\d\d[ .]\d\d[ .]\d\d|(?:19|20)\d\d[ .]\d\d)(?!\S)/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return /\p{L}{2}/u.test(words) ? words.charAt(0).toUpperCase() + words.slice(1) : "";
}

/** A subject without prefixes of mail programs, short enough for the heading of a page. */
function cleanTitle(text: string | undefined, clean: (text: string) => string): string | undefined {
  let title = oneLine(clean(beginning(text ?? "", 2_000)));
  for (let round = 0; round < 10 && PREFIX.test(title); round += 1) title = title.replace(PREFIX, "");
  if (title.length > LONGEST_TITLE) title = `${beginning(title, LONGEST_TITLE).replace(/\s+\S*$/, "")} …`;
  title = cleanText(title).trim();
  return title === "" ? undefined : title;
}

interface TopLine {
  readonly block: Paragraph | Root["children"][number];
  readonly text: string;
}

/** The first lines, as far as they are paragraphs or headings. */
function topLines(root: Root): TopLine[] {
  const lines: TopLine[] = [];
  for (const block of root.children) {
    if (block.type !== "paragraph" && block.type !== "heading") continue;
    for (const line of linesOf(block)) {
      const text = plainText({ type: "paragraph", children: line });
      if (text !== "") lines.push({ block, text });
      if (lines.length === TOP_LINES) return lines;
    }
  }
  return lines;
}

/** The words of the first lines. */
export function topTexts(root: Root): string[] {
  return topLines(root).map(({ text }) => text);
}

/** Removes the title and the short name from the first lines, each of them once. */
function takeNames(root: Root, names: readonly (string | undefined)[]): void {
  const left = new Set(names.filter((name) => name !== undefined));
  let looked = 0;
  for (const block of root.children) {
    if (block.type !== "paragraph" && block.type !== "heading") continue;
    const lines = linesOf(block);
    const kept = lines.filter((line) => {
      looked += 1;
      if (looked > TOP_LINES) return true;
      const text = plainText({ type: "paragraph", children: line });
      const name = [...left].find((each) => isSame(text, each));
      if (name === undefined || line.some((node) => node.type === "image")) return true;
      left.delete(name);
      return false;
    });
    if (kept.length < lines.length) block.children = joinLines(kept);
    // Below the first running text, a line that repeats the title is meant.
    if (looked >= TOP_LINES || plainText(block).length > LONGEST_TITLE) break;
  }
  dropEmpty(root);
}

/** "Nyhetsbrev september 2023": the word for newsletter and what tells which one, and nothing else. */
export function isIssueName(text: string): boolean {
  if (text.length > 80 || text.search(NEWSLETTER) === -1) return false;
  const words = text
    .replace(NEWSLETTER, " ")
    .split(/[\s,.:;#/–—-]+/u)
    .filter(Boolean);
  return words.length > 0 && words.every((word) => NAME_WORD.test(word));
}

/** "Nyhetsbrev nr 3–4" → "3–4", "Newsletter #12" → 12. */
export function numberOf(text: string | undefined): number | string | undefined {
  const match = NUMBER.exec(text ?? "") ?? NUMBER_OF_YEAR.exec(text ?? "");
  if (!match?.[1]) return undefined;
  return match[2] ? `${match[1]}–${match[2]}` : Number(match[1]);
}

/** The slug of a letter: its name without the words that all letters have, and without the year, which is in the address. */
export function slugOfNames({ title, heading }: Pick<Names, "title" | "heading">, language: string): string {
  const name = heading ?? title;
  const words = name
    .replace(NEWSLETTER, " ")
    .replace(YEAR, " ")
    .trim()
    .replace(/^(?:från|from|för|for)\s/iu, "");
  const base = [words, name, title].map((text) => slugOf(text, language)).find((slug) => slug !== "") ?? "brev";
  return slugFault(base) === undefined ? base : `brev-${base}`;
}

/** The slug, or the first of `slug-2`, `slug-3` … that no other letter has. */
export function freeSlug(slug: string, isTaken: (slug: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? slug : `${slug}-${number}`;
    if (!isTaken(free)) return free;
  }
}
