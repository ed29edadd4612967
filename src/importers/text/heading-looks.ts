/** How headings and rules are written in plain text. */
import { markerOf } from "./list-items.ts";
import { BLOCK_NAMES, NOT_HEADINGS, RULE } from "./text-rules.ts";

/** A longer single line is a sentence. */
export const LONGEST_HEADING = 80;

export function isBlockName(text: string): boolean {
  const name = text.length <= LONGEST_HEADING ? text.replace(/\s*:$/, "") : "";
  return BLOCK_NAMES.some((pattern) => pattern.test(name));
}

export function isRule(text: string): boolean {
  return text.length <= 200 && RULE.test(text);
}

export function isHeadingLength(text: string): boolean {
  return text.length <= LONGEST_HEADING && /\p{L}/u.test(text);
}

export function isCapitals(text: string): boolean {
  return isHeadingLength(text) && /\p{Lu}.*\p{Lu}.*\p{Lu}.*\p{Lu}/u.test(text) && text === text.toUpperCase();
}

/** Whether a line could be a heading, in any context. */
export function hasHeadingLook(text: string): boolean {
  if (!isHeadingLength(text) || isRule(text) || markerOf(text)?.sure) return false;
  if (isBlockName(text)) return true;
  if (/[.:;,…]$/.test(text) || /^\p{Ll}/u.test(text)) return false;
  return !NOT_HEADINGS.some((pattern) => pattern.test(text));
}
