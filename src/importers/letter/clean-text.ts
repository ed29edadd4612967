import { personalKeyIn } from "../core.ts";
import { undoMojibake } from "./mojibake.ts";

/** Control characters, halves of signs and bidirectional marks, which the schema refuses. */
const STEERING = /(?![\t\n])[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Zero-width characters that pad preheaders. The joiner (U+200D) holds emoji together and is kept. */
const WIDTHLESS = /[\u00ad\u180e\u200b\u2060-\u2064\ufeff]|\u034f/gu;
/** Time: patterns for separators try a run of blanks from each of its signs. Readers see one blank. */
const LONG_BLANKS = /[^\S\n]{33,}/g;
const PERSONAL_KEY = /(?:emailkey|mc_eid)=[^\s&"'<>]*/giu;

/** A text without invisible characters and long runs of blanks; empty where it holds a personal key. */
export function cleanText(value: string): string {
  const visible = value.replace(STEERING, "").replace(WIDTHLESS, "").replace(LONG_BLANKS, " ");
  if (!visible.includes("=") && !visible.includes("%")) return visible;
  const plain = visible.replace(PERSONAL_KEY, "");
  // A text with such a key is written for programs, and useless to readers.
  return personalKeyIn(plain) === undefined ? plain : "";
}

/**
 * The name of a file without what a browser or `wget` has put into it of an address: `brev.html?key=abc`. Such a part can be a key
 * that lets others in.
 */
export function withoutQuery(name: string): string {
  return name.replace(/(?:\?|[&#@;]?[\w.-]+=)\S*?(?=\.[a-z]{2,4}$|\s|$)/gu, "").trim();
}

/** A subject, name or preheader on one line. */
export function cleanLine(value: string): string {
  return cleanText(undoMojibake(value).replace(/[\r\n\u2028\u2029]+/g, " "));
}
