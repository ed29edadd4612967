import type { Fault, Renaming, Severity } from "../../diagnostics.ts";

/** Markup that the parser left as text, so that readers see its signs, and how an editor mends it. */
export interface StrayRule {
  readonly severity: Severity;
  /** The pattern is looked for only in paragraphs with this in their `roughText`: most have none. */
  readonly sign: string | RegExp;
  /**
   * With the flags d, g and u. It meets a paragraph as `plainText` returns it, with all that is markup hidden, and costs no
   * more than the paragraph's length: a part that repeats begins with a sign that ends the part before it.
   */
  readonly pattern: RegExp;
  /**
   * What is wrong, undefined where it only looks so. An answer is for the whole match, line for line; further lines come last.
   * @param parts the match and its groups as they are written in the file, "" for a group without a match
   */
  fault(parts: readonly string[], around: Surroundings): Fault | undefined;
}

/** What stands around a match, which can decide whether there is only one way to mend it. */
export interface Surroundings {
  /** The paragraph before the match and after it, with all that is markup hidden. */
  readonly before: string;
  readonly after: string;
  /** What begins a heading that stands below no other. */
  readonly topHeading: "#" | "##";
  /** The name without spaces that the file of a reference could have. */
  renaming(reference: string): Renaming | undefined;
}

/** An answer, if it is certain. */
export function certain(isCertain: boolean, answer: string): Pick<Fault, "answer"> {
  return isCertain ? { answer } : {};
}

const LONGEST_QUOTE = 80;

/** A passage as a message quotes it: on one line, and not too long. */
export function quoted(written: string): string {
  const line = written.trim().replace(/\s+/g, " ");
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}

/** How many lines a passage has. */
export function linesOf(written: string): string[] {
  return written.split("\n");
}
