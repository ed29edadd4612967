import { gzipSync } from "node:zlib";
import type { Diagnostic } from "../diagnostics.ts";

/** Bytes after gzip -9. */
export const BUDGET = { page: 13_000, stylesheet: 4_000 } as const;
/** The page budget holds for letters up to this length; each further word may add what a word costs compressed. */
const WORDS_INCLUDED = 3_000;
const BYTES_PER_FURTHER_WORD = 3;
/** A letter cannot help that what it links to disappears: the mark of such a link does not count towards its weight. */
const BYTES_PER_MARK = 100;

/** Something that weighs more than it may, in bytes. */
export interface Overweight {
  readonly bytes: number;
  readonly budget: number;
}

/** Whether a letter's page with its stylesheet is heavier than a letter of so many words and dead links may be. */
export function overweight(
  html: string,
  { words, deadLinks = 0 }: { readonly words: number; readonly deadLinks?: number },
  stylesheetBytes: number,
): Overweight | undefined {
  const furtherWords = Math.max(0, words - WORDS_INCLUDED);
  const budget = BUDGET.page + furtherWords * BYTES_PER_FURTHER_WORD + deadLinks * BYTES_PER_MARK;
  // Compression never adds more than a few bytes, so a page that is small as it stands need not be compressed to know.
  if (stylesheetBytes + Buffer.byteLength(html) + 100 <= budget) return undefined;
  const bytes = stylesheetBytes + weigh(html);
  return bytes > budget ? { bytes, budget } : undefined;
}

/** A letter of hundreds of links is a letter that was sent: its weight is said, and never stops a build. */
export function letterFault(file: string, address: string, weight: Overweight): Diagnostic {
  const hint = "shorten the letter, or move a long table to a document";
  return { ...weightFault(file, `the page ${address} with its stylesheet`, weight, hint), severity: "warning" };
}

/** @param bytes of the compressed stylesheet */
export function checkStylesheet(bytes: number): Diagnostic[] {
  if (bytes <= BUDGET.stylesheet) return [];
  const weight = { bytes, budget: BUDGET.stylesheet };
  return [weightFault("templates/web/styles/site", "the stylesheet", weight, "remove styles that are not used")];
}

function weightFault(file: string, what: string, { bytes, budget }: Overweight, hint: string): Diagnostic {
  const message = `${what} weighs ${bytes} bytes compressed, ${bytes - budget} more than the ${budget} allowed`;
  return { file, line: 1, column: 1, severity: "error", rule: "weight", message, hint };
}

/** Size in bytes after gzip -9. */
export function weigh(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}
