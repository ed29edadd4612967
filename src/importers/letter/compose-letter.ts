import type { ImportedLetter, SourceLetter } from "../importer.ts";
import type { LetterContext } from "./letter-context.ts";

export type { LetterContext } from "./letter-context.ts";

/** Makes an issue of a letter: cleaned, structured, its facts found, and what only a person can mend listed. Never throws. */
export function composeLetter(_letter: SourceLetter, _context: LetterContext): ImportedLetter {
  throw new Error("under construction");
}
