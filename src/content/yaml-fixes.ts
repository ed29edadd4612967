/** Slips in YAML with one right answer: what is left to decide is whether the text can then be read. */
import type { Edit } from "../diagnostics.ts";

/** How a YAML text is read: its data as JSON, and what is wrong with it. */
export interface Attempt {
  readonly json: string;
  readonly codes: readonly string[];
  /** The line of the first fault. */
  readonly firstFault: number;
}

/** How many spaces editors' programs show a tab as. */
const WIDTHS = [2, 4, 8];
const INDENT = /^[ \t]*\t[ \t]*(?=\S)/;

/**
 * Spaces instead of tabs before every line, where all widths with which the text can be read mean the same.
 * @param lines of the YAML text
 * @param read reads such lines
 */
export function spacesForTabs(
  lines: readonly string[],
  firstLine: number,
  read: (lines: readonly string[]) => Attempt,
): Edit[] | undefined {
  const attempts = WIDTHS.map((width) => {
    const edits = lines.flatMap((text, index): Edit[] => {
      const [was] = INDENT.exec(text) ?? [];
      if (was === undefined) return [];
      return [{ line: index + firstLine, column: 1, was, text: was.replaceAll("\t", " ".repeat(width)) }];
    });
    return { edits, ...read(withEdits(lines, firstLine, edits)) };
  });
  const fewest = Math.min(...attempts.map(({ codes }) => codes.length));
  const best = attempts.filter(({ codes }) => codes.length === fewest && !codes.includes("TAB_AS_INDENT"));
  const [first] = best;
  return best.every(({ json }) => json === first?.json) ? first?.edits : undefined;
}

/** Lines with passages of some of them replaced, at most one a line. */
export function withEdits(lines: readonly string[], firstLine: number, edits: readonly Edit[]): string[] {
  const changed = [...lines];
  for (const { line, column, was, text } of edits) {
    const index = line - firstLine;
    const written = changed[index] ?? "";
    changed[index] = written.slice(0, column - 1) + text + written.slice(column - 1 + was.length);
  }
  return changed;
}
