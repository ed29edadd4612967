/** How kinds of lines are recognised, in plain text and in HTML. */
import { CARD_LINE, DATE_ROW, LEAD_INS, TIME_ROW } from "./text-rules.ts";

/** A longer line is a paragraph, not a list item. */
const LONGEST_ITEM = 200;
/** Lines as short as these keep their breaks: an address, a signature. */
export const LONGEST_CARD_LINE = 60;

/** Whether a line announces what follows it. */
export function isLeadIn(line: string): boolean {
  const end = line.slice(-40);
  return LEAD_INS.some((pattern) => pattern.test(end));
}

/** Several short lines in a row, none of which announces anything itself, and which are not the contact card of a person. */
export function isBareList(lines: readonly string[]): boolean {
  if (lines.length < 2 || lines.some((line) => line.length > LONGEST_ITEM || isLeadIn(line))) return false;
  return !lines.some(isCardLine);
}

/** Only an e-mail address or a telephone number. */
export function isCardLine(line: string): boolean {
  return line.length <= LONGEST_CARD_LINE * 2 && CARD_LINE.test(line);
}

/** A row of a list wherever it stands: a person with an address, a time of day, a day. */
export function isRow(line: string): boolean {
  return line.length <= LONGEST_ITEM && (isContactRow(line) || TIME_ROW.test(line) || DATE_ROW.test(line));
}

function isContactRow(line: string): boolean {
  return /^\p{Lu}[^@,:]{2,60}[,:(<–-].*\S@\S/u.test(line);
}
