import { sha256 } from "./core.ts";
import type { SourceLetter } from "./importer.ts";

/**
 * What identifies a letter. Two letters are the same
 * - when their sources give them the same identity (Paloma's account and mailing, a Message-ID, a campaign), or
 * - when a source gives none, and the untouched originals are equal byte for byte, or
 * - when every word is the same and the dates do not contradict each other: the web version and the mail of one letter, or
 *   two colleagues' copies of it, have nothing else in common, or
 * - when neither has an identity, and they share file name, date and title with each other and with no third letter: a page that
 *   was saved again after a correction.
 */
export interface Identity {
  /** `paloma:15132/766449`, `mail:<id@host>`. */
  readonly own: readonly string[];
  /** SHA-256 of the untouched original. */
  readonly original: string | undefined;
  /** SHA-256 of the words; undefined when they are too few to tell letters apart. */
  readonly words: string | undefined;
  /** File name, date and title in one; undefined where one of them is not known. */
  readonly label: string | undefined;
  /** Partial date; undefined when it is not known. */
  readonly date: string | undefined;
}

/** "Hej! Brevet kommer nästa vecka." may be sent twice. */
const FEWEST_WORDS = 25;

/** The parts of `source` in front matter that identify a letter. They come from a file, so each may be of any type. */
interface SourceFacts {
  readonly system?: unknown;
  readonly cid?: unknown;
  readonly mid?: unknown;
  readonly id?: unknown;
}

/** The identity as far as it is known before the letter is composed. */
export function identityOfSource(letter: SourceLetter): Identity {
  const own = new Set([...(letter.identity === undefined ? [] : [letter.identity]), ...ownIdentities(letter.source)]);
  return {
    own: [...own].sort(),
    original: sha256(letter.original),
    words: undefined,
    label: undefined,
    date: undefined,
  };
}

/** @param body the letter as Markdown */
export function identityOfLetter(
  letter: SourceLetter,
  title: string,
  body: string,
  date: string | undefined,
): Identity {
  const label = labelOf(letter.source.file, date, title);
  return { ...identityOfSource(letter), words: hashOfWords(body), label, date };
}

/** File name, date and title as one key. The values come from a file, so they may be of any type. */
export function labelOf(file: unknown, date: string | undefined, title: unknown): string | undefined {
  const isKnown = typeof file === "string" && typeof title === "string" && date !== undefined;
  return isKnown ? JSON.stringify([file, date, title]) : undefined;
}

/** The identities in `source` of front matter. */
export function ownIdentities({ system, cid, mid, id }: SourceFacts): string[] {
  const identities: string[] = [];
  if (isText(cid) && isText(mid)) identities.push(`${String(system)}:${cid}/${mid}`);
  if (isText(id)) identities.push(`${String(system)}:${id}`);
  return identities;
}

function isText(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/**
 * SHA-256 of the words of a text and nothing else: layout, link addresses and names of pictures differ between the forms of
 * one letter. Undefined when the words are too few.
 */
export function hashOfWords(markdown: string): string | undefined {
  const plain = markdown
    .replace(/!\[[^\]\n]{0,2000}\]\([^)\n]{0,2000}\)/g, " ")
    .replace(/\]\([^)\n]{0,2000}\)/g, "] ")
    .replace(/<?https?:\/\/[^\s>]+>?/g, " ")
    .replace(/\\([^\p{L}\p{N}])/gu, "$1");
  const words = plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < FEWEST_WORDS ? undefined : sha256(words.join(" "));
}

/** Whether two partial dates can be the same day: `2023-09` and `2023-09-14`. */
export function datesAgree(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a.startsWith(b) || b.startsWith(a);
}
