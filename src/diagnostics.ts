/**
 * Diagnostics are values: everything that finds a fault returns them, nothing but the command line prints them.
 * The vocabulary (rule, severity, hint) follows unified's vfile-message.
 */

/** A note says what was done, and asks for nothing. */
export type Severity = "error" | "warning" | "note";

/** A position in a text file. Lines and columns count from 1, as editors show them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A passage of one line, and what to write in its place. */
export interface Edit extends Position {
  /** What is written there. It is looked for from the column on, as a value can begin with a quotation mark. */
  readonly was: string;
  /** A line break in it begins a new line of the file. */
  readonly text: string;
}

/** Another name for a file, which whatever refers to it must use too. Paths lie below the content folder. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** How a fault is mended that has only one right answer. */
export interface Fix {
  readonly edits: readonly Edit[];
  readonly renaming?: Renaming;
}

/** Something wrong in the content, where it is, and what to write instead. */
export interface Diagnostic extends Position {
  /** Path as the reader would type it, with forward slashes: `content/issues/2024/03.md`. */
  readonly file: string;
  readonly severity: Severity;
  /** A short stable name in kebab case, so that a message can be looked up and tested. */
  readonly rule: string;
  /** What is wrong. */
  readonly message: string;
  /** What to write or do instead. */
  readonly hint?: string;
  /** Declared where the hint is, so that both say the same. */
  readonly fix?: Fix;
}

/** What is wrong and what to write instead, before it is known where. */
export interface Fault extends Required<Pick<Diagnostic, "rule" | "message" | "hint">> {
  /** What to write in place of what was written, where nothing else can be meant. */
  readonly answer?: string;
  readonly renaming?: Renaming;
}

/**
 * A fault at its place.
 * @param was what its answer takes the place of, as it is written from there on
 */
export function placed<T extends Fault>(
  { answer, renaming, ...fault }: T,
  position: Position,
  was: string,
): Omit<T, "answer" | "renaming"> & Position & Pick<Diagnostic, "fix"> {
  const { line, column } = position;
  if (answer === undefined || was === "" || was.includes("\n")) return { ...fault, line, column };
  const fix = { edits: [{ line, column, was, text: answer }], ...(renaming && { renaming }) };
  return { ...fault, line, column, fix };
}

/** A diagnostic before it is known which file it concerns. */
export type Problem = Omit<Diagnostic, "file">;

/** `content/issues/2024/03.md:7:3 error issue-date: "14 Mars" is not a date; write 2024-03-14` */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, severity, rule, message, hint } = diagnostic;
  return printable(`${file}:${line}:${column} ${severity} ${rule}: ${message}${hint ? `; ${hint}` : ""}`);
}

/** Characters of a line, and of a value in it: a value can be as long as a file, and its beginning says which one it is. */
const LONGEST_LINE = /^.{2000}(?=.)/su;
const LONG_VALUE = /"([^"]{200})[^"]{20,}"/gu;

/**
 * A line that names what others wrote: signs that would steer a terminal or break the line are written as `\\u001b`, and long
 * names and values are cut.
 */
export function printable(text: string): string {
  const short = text.replace(LONG_VALUE, '"$1…"');
  const [start] = LONGEST_LINE.exec(short) ?? [];
  return (start === undefined ? short : `${start}…`).replace(
    /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A sorted copy: by file, then line, then column, then rule. Plain code-unit order, whatever the locale. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compare(a.rule, b.rule) ||
      compare(a.message, b.message),
  );
}

/** More faults than this in one file are mostly one fault over and over. */
const MOST_OF_ONE_FILE = 50;

/** The first faults of a file, and how many more there are. */
export function atMost(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const [first, ...shown] = diagnostics.slice(0, MOST_OF_ONE_FILE);
  const more = diagnostics.length - MOST_OF_ONE_FILE;
  if (!first || more <= 0) return [...diagnostics];
  const { file, severity } = first;
  const message = `there are ${more} more problems in this file`;
  return [first, ...shown, { file, line: 1, column: 1, severity, rule: "more", message, hint: "mend these first" }];
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
