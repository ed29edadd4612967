import { signsOf } from "../../../model/signs.ts";
import type { Face } from "./face.ts";

/** Lines of a text in the size they are drawn with. */
export interface SetText {
  readonly size: number;
  readonly lines: readonly string[];
}

/** A size in pixels, and how many lines may stand in it. */
export type Size = readonly [size: number, lines: number];

/** Steps in which lines are made shorter to be of like length, in pixels. */
const STEP = 16;

/** Letters with their accents, and digits; a variation selector only chooses among the looks of the sign before it. */
const MEANT = /[\p{L}\p{N}]|(?!\p{Variation_Selector})\p{M}/u;

/** Signs that are drawn as others which look like them: the hyphen that does not break, and the prime of Skolt Sami. */
const LIKE: Readonly<Record<string, string>> = { "\u2011": "-", ʹ: "′" };
const SUBSCRIPT = /[\u2070-\u209c]/;

/**
 * What a face can draw of a text. Raised and lowered digits that it lacks stand on the line, and words are not divided. Signs that it lacks are left out, never shown as boxes.
 * @returns undefined where a letter or digit is lacking too: the rest would be another text
 */
export function drawable(text: string, face: Face): string | undefined {
  const shown = (sign: string): string =>
    LIKE[sign] ?? (SUBSCRIPT.test(sign) && !face.has(sign) ? sign.normalize("NFKC") : sign);
  const plain = text.replaceAll("\u00ad", "").normalize("NFC").replace(/\s+/gu, " ");
  const characters = [...plain].flatMap((sign) => [...shown(sign)]);
  if (characters.some((character) => MEANT.test(character) && !face.has(character))) return undefined;
  const kept = characters.filter((character) => face.has(character)).join("");
  return kept.replace(/ {2,}/g, " ").trim() || undefined;
}

/**
 * Sets a text in the first of the sizes in which it fits, with lines of like length. What is too long for the last is cut
 * off, and a word that is too long for a line of it is broken.
 * @param width of the longest line, in pixels
 */
export function setText(text: string, face: Face, width: number, sizes: readonly [...Size[], Size]): SetText {
  const words = text.split(" ");
  for (const [size, most] of sizes) {
    if (words.some((word) => widthOf(word, face, size) > width)) continue;
    const lines = linesOf(words, face, size, width);
    if (lines.length <= most) return { size, lines: balanced(words, lines, face, size, width) };
  }
  const [size, most] = sizes.at(-1) as Size;
  const lines = linesOf(
    words.flatMap((word) => pieces(word, face, size, width)),
    face,
    size,
    width,
  );
  if (lines.length <= most) return { size, lines };
  const last = shortened(lines.slice(most - 1).join(" "), face, size, width);
  return { size, lines: [...lines.slice(0, most - 1), last] };
}

/** In pixels. */
export function widthOf(text: string, face: Face, size: number): number {
  let width = 0;
  for (const character of text) width += face.advance(character, size);
  return width;
}

function linesOf(words: readonly string[], face: Face, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(longer, face, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The same number of lines, the longest of them as short as it can be. */
function balanced(words: readonly string[], lines: string[], face: Face, size: number, width: number): string[] {
  const least = Math.max(...words.map((word) => widthOf(word, face, size)));
  let best = lines;
  for (let narrower = width - STEP; narrower >= least; narrower -= STEP) {
    const tried = linesOf(words, face, size, narrower);
    if (tried.length > lines.length) break;
    best = tried;
  }
  return best;
}

/** A word in parts that fit on a line each. */
function pieces(word: string, face: Face, size: number, width: number): string[] {
  const parts = [""];
  for (const sign of signsOf(word)) {
    const longer = parts.at(-1) + sign;
    if (widthOf(longer, face, size) <= width) parts[parts.length - 1] = longer;
    else parts.push(sign);
  }
  return parts;
}

/** As many whole words as fit before an ellipsis. */
function shortened(text: string, face: Face, size: number, width: number): string {
  let kept = text;
  do kept = kept.replace(/[^\p{L}\p{N}]*(?: \S*|.\p{M}*)$/u, "");
  while (widthOf(`${kept}…`, face, size) > width);
  return `${kept}…`;
}
