import { FACTS } from "../editions/web/search/contract.ts";
import type { Anchor, HitText, Section } from "./hits.ts";

/** A piece of text that is a hit or stands between hits. */
export interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

/** A part of a text that has hits. */
export interface Excerpt {
  /** The heading it stands under, and where that is; undefined before the first. */
  readonly section?: { readonly title: readonly Piece[]; readonly url: string };
  /** A sentence; none where a heading stands alone. */
  readonly sentence: readonly Piece[];
}

/** Longer sentences are cut, in words before and after a hit. */
const BEFORE = 14;
const AFTER = 24;
/** Texts without a hit in their words begin with as much. */
const BEGINNING = 30;
/** A word between signs. */
const WORD = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u;
/** As many parts of one text are shown. */
const MOST_SECTIONS = 2;

/**
 * The parts of a text that fit best, in reading order; its beginning where only its title fits.
 * @param facts the heading over its facts, which the text as it is searched lacks
 */
export function excerptsOf(text: HitText, facts: string): Excerpt[] {
  const words = text.content.split(/\s+/);
  const headings = text.anchors.filter(
    ({ element, id, text: title }) => /^h\d$/.test(element) && (title || id === FACTS),
  );
  if (text.sub_results.length === 0) return [{ sentence: beginning(words, headings) }];
  const score = (section: Section): number =>
    section.weighted_locations.reduce((sum, { balanced_score }) => sum + balanced_score, 0);
  const best = [...text.sub_results].sort((a, b) => score(b) - score(a)).slice(0, MOST_SECTIONS);
  return text.sub_results
    .filter((section) => best.includes(section))
    .map((section) => excerptOf(section, words, headings, facts));
}

function excerptOf(
  { anchor, url, weighted_locations }: Section,
  words: readonly string[],
  headings: readonly Anchor[],
  facts: string,
): Excerpt {
  const hits = new Set(weighted_locations.map(({ location }) => location));
  const start = anchor?.location ?? 0;
  const end = Math.min(
    words.length,
    ...headings.map(({ location }) => location).filter((location) => location > start),
  );
  const title = anchor?.text.split(/\s+/).filter(Boolean) ?? [];
  const body = { start: start + title.length, end };
  const sentence = bestSentence(
    words,
    [...hits].filter((location) => location >= body.start),
    body,
  );
  const heading =
    anchor?.id === FACTS
      ? [{ text: facts, isHit: false }]
      : pieces(title, 0, title.length, (place) => hits.has(start + place));
  return {
    ...(heading.length > 0 && { section: { title: heading, url } }),
    sentence: shown(words, sentence, body, hits),
  };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The sentence with the most hits, the first of equals; the first sentence where none has any. */
function bestSentence(words: readonly string[], hits: readonly number[], within: Range): Range {
  const ranges = (hits.length > 0 ? hits : [within.start]).map((location) => sentenceAt(words, location, within));
  const count = ({ start, end }: Range): number => hits.filter((hit) => hit >= start && hit < end).length;
  return ranges.reduce((best, range) => (count(range) > count(best) ? range : best));
}

function sentenceAt(words: readonly string[], location: number, within: Range): Range {
  let start = location;
  while (start > within.start && start > location - BEFORE && !endsSentence(words[start - 1])) start -= 1;
  let end = location;
  while (end < within.end && end < location + AFTER && !endsSentence(words[end])) end += 1;
  return { start, end: Math.min(end + 1, within.end) };
}

/** Pagefind ends every heading and list item with a full stop of its own. */
function endsSentence(word = ""): boolean {
  return /[.!?]["”’»)\]]*$/.test(word);
}

function beginning(words: readonly string[], headings: readonly Anchor[]): Piece[] {
  const end = Math.min(
    words.length,
    BEGINNING,
    ...headings.map(({ location }) => location).filter((location) => location > 0),
  );
  return shown(words, { start: 0, end }, { start: 0, end: words.length }, new Set());
}

/** The words of a range, with dots where a sentence is cut. */
function shown(words: readonly string[], { start, end }: Range, within: Range, hits: ReadonlySet<number>): Piece[] {
  if (start >= end) return [];
  const before = start > within.start && !endsSentence(words[start - 1]) ? [{ text: "… ", isHit: false }] : [];
  const after = endsSentence(words[end - 1]) || end === within.end ? [] : [{ text: " …", isHit: false }];
  return [...before, ...pieces(words, start, end, (place) => hits.has(place)), ...after];
}

/** Words with spaces between. Of a hit the word alone is one, without the signs around it. */
function pieces(words: readonly string[], start: number, end: number, isHit: (place: number) => boolean): Piece[] {
  return words.slice(start, end).flatMap((word, index) => {
    const space = index > 0 ? " " : "";
    const [, before = "", core = "", after = ""] = isHit(start + index) ? (WORD.exec(word) ?? []) : [];
    if (!core) return [{ text: space + word, isHit: false }];
    return [
      { text: space + before, isHit: false },
      { text: core, isHit: true },
      { text: after, isHit: false },
    ].filter(({ text }) => text);
  });
}
