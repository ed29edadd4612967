import { gzipSync } from "node:zlib";
import type { Diagnostic } from "../diagnostics.ts";

/** Bytes after gzip -9. */
export const BUDGET = { page: 13_000, stylesheet: 4_000 } as const;
/** The page budget holds for letters up to this length; each further word may add what a word costs compressed. */
const WORDS_INCLUDED = 3_000;
const BYTES_PER_FURTHER_WORD = 3;

/** A rendered letter and the file it was written in. */
export interface WeighedPage {
  readonly file: string;
  readonly address: string;
  readonly html: string;
  readonly words: number;
}

/** Letters whose page with its stylesheet is heavier than the budget, and a stylesheet that is. */
export function checkBudgets(pages: readonly WeighedPage[], stylesheet: string): Diagnostic[] {
  const styleBytes = weigh(stylesheet);
  const diagnostics: Diagnostic[] = [];
  const refuse = (file: string, what: string, bytes: number, budget: number, hint: string): void => {
    const message = `${what} weighs ${bytes} bytes compressed, ${bytes - budget} more than the ${budget} allowed`;
    diagnostics.push({ file, line: 1, column: 1, severity: "error", rule: "weight", message, hint });
  };
  if (styleBytes > BUDGET.stylesheet) {
    refuse("templates/web/styles", "the stylesheet", styleBytes, BUDGET.stylesheet, "remove styles that are not used");
  }
  for (const { file, address, html, words } of pages) {
    const budget = BUDGET.page + Math.max(0, words - WORDS_INCLUDED) * BYTES_PER_FURTHER_WORD;
    // Compression never adds more than a few bytes, so a page that is small as it stands need not be compressed to know.
    if (styleBytes + Buffer.byteLength(html) + 100 <= budget) continue;
    const bytes = styleBytes + weigh(html);
    if (bytes > budget)
      refuse(
        file,
        `the page ${address} with its stylesheet`,
        bytes,
        budget,
        "shorten the letter, or move a long table to a document",
      );
  }
  return diagnostics;
}

/** Size in bytes after gzip -9. */
export function weigh(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}
