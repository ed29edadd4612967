/** What is wrong with a YAML text, in the words of someone who writes letters: what it is, and what to write. */
import type { Edit, Fault } from "../diagnostics.ts";

/** A fault on a line, and the lines to see it among. Lines count from 0. */
export interface YamlFault extends Pick<Fault, "message" | "hint"> {
  readonly line: number;
  /** Whether the structure is lost from there on, so that what follows is mostly the same fault again. */
  readonly structural: boolean;
  /** Whether lines begin with tabs. */
  readonly isTab?: boolean;
  /** What is to be written in place of what stands on the line. The column counts from 1. */
  readonly instead?: Pick<Edit, "column" | "was" | "text">;
}

const UNCLOSED = ["a quote or bracket is never closed", "close it on the line where it opens"] as const;
/** Those that need nothing but their names. */
const PLAIN: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  DUPLICATE_KEY: ["the key stands twice", "keep one of the two lines"],
  MULTIPLE_DOCS: ["the front matter ends before its end", 'remove the line "..." or "---" in the middle of it'],
  TAG_RESOLVE_FAILED: ["a text cannot begin with ! here", "put the text in quotes"],
};

const TO_QUOTE: Readonly<Record<string, string>> = {
  BAD_SCALAR_START: "the text begins with a sign that means something else here",
  UNEXPECTED_TOKEN: "something stands here that does not belong to the value",
};

/** A key with its value, in a list or not. */
const KEY_AND_VALUE = /^(\s*(?:- +)*)([^\s:#"'][^:]*):[ \t]+(\S.*)$/;

/**
 * @param code the library's, which is wider than what an editor should do about it
 * @param original the library's message
 */
export function yamlFault(code: string, original: string, lines: readonly string[], line: number): YamlFault {
  const plain = (message: string, hint: string): YamlFault => ({ line, structural: false, message, hint });
  if (original.includes("call stack")) return plain("the lists are nested too deeply", "write fewer levels");
  const text = lines[line] ?? "";
  const toQuote = (message: string, otherwise: string): YamlFault => {
    const { hint = otherwise, instead } = quoting(text) ?? {};
    return { ...plain(message, hint), ...(instead && { instead }) };
  };
  switch (code) {
    case "BLOCK_AS_IMPLICIT_KEY":
      return hasSecondColon(text)
        ? toQuote("there is a second colon on the line", 'put a text that contains ": " in quotes')
        : badIndent(lines, nextLine(lines, line));
    case "TAB_AS_INDENT":
      return tab(lines, line);
    case "MULTILINE_IMPLICIT_KEY":
      // A key with its value, and then a line that is indented as if it were more of that.
      return isDeeper(lines[nextLine(lines, line)], text) && KEY_AND_VALUE.test(text)
        ? badIndent(lines, nextLine(lines, line))
        : noKey(lines, line);
    case "BAD_INDENT":
      return original.includes("end with a") ? plain(...UNCLOSED) : badIndent(lines, line);
    case "MISSING_CHAR":
      if (original.includes("map value")) return noKey(lines, line);
      return original.includes("indicator") ? badIndent(lines, line) : plain(...UNCLOSED);
  }
  const message = TO_QUOTE[code];
  if (message !== undefined) return toQuote(message, "put the text in quotes");
  const [known, hint] = PLAIN[code] ?? [
    `the front matter cannot be read here: ${original.split("\n")[0]}`,
    "compare with a letter that works",
  ];
  return plain(known, hint);
}

/** What begins a list, a group, a text of several lines and what else is not plain text. */
const NO_TEXT = /^[[{|>&*!]/;

/** The value of a line in quotes, as advice; undefined where it is not a key with a value. */
function quoting(line: string): Pick<YamlFault, "hint" | "instead"> | undefined {
  const written = line.trimEnd();
  const [, , key = "", value] = KEY_AND_VALUE.exec(written) ?? [];
  if (value === undefined) return undefined;
  const hint = `put it in quotes: ${key}: ${inQuotes(value)}`;
  // What follows "# " may be a remark.
  if (NO_TEXT.test(value) || !hasPairsOfQuotes(value) || /\s#(?:\s|$)/.test(value)) return { hint };
  return { hint, instead: { column: written.length - value.length + 1, was: value, text: inQuotes(value) } };
}

const QUOTES = /["“”„]/g;

function hasPairsOfQuotes(value: string): boolean {
  return (value.match(QUOTES) ?? []).length % 2 === 0;
}

/** A text in straight quotes; those that it has around it already, of any kind, are not doubled. */
export function inQuotes(value: string): string {
  const [, within] = /^["'“”„](.*)["'“”]$/.exec(value) ?? [];
  // "En" och "två"
  const isWhole = within !== undefined && !(hasPairsOfQuotes(value) && within.search(QUOTES) >= 0);
  const inner = isWhole ? within : value;
  return inner.includes('"') || inner.includes("\\") ? `'${inner.replaceAll("'", "''")}'` : `"${inner}"`;
}

function hasSecondColon(line: string): boolean {
  return /:(?:\s|$)/.test(KEY_AND_VALUE.exec(line)?.[3] ?? "");
}

function tab(lines: readonly string[], line: number): YamlFault {
  const others = lines.filter((text, index) => index > line && /^ *\t/.test(text)).length;
  const more = others === 0 ? "" : `, here and on ${others === 1 ? "one more line" : `${others} more lines`}`;
  const message = "the line begins with a tab";
  return { line, structural: true, isTab: true, message, hint: `indent with spaces${more}` };
}

function badIndent(lines: readonly string[], line: number): YamlFault {
  const message = "the line is not indented like its neighbours";
  const above = lineAbove(lines, line);
  const indent = /^ *(?:- +)*/.exec(above)?.[0].length ?? 0;
  const isItem = /^ *- /.test(lines[line] ?? "");
  const hint =
    above === "" || isItem
      ? "indent it with as many spaces as they have"
      : `write ${indent === 0 ? "no spaces" : indent === 1 ? "one space" : `${indent} spaces`} before it, so that it stands under "${above.slice(indent).split(":")[0]}"`;
  return { line, structural: true, message, hint };
}

/** A line that is neither a key with a value nor anything else. */
function noKey(lines: readonly string[], line: number): YamlFault {
  const text = (lines[line] ?? "").trim();
  const fault = (message: string, hint: string): YamlFault => ({ line, structural: true, message, hint });
  const [, key, space = "", value = ""] = /^(?:- )?([\p{L}\p{N}_-]+):([\u00a0\u2007\u202f]*)(\S.*)$/u.exec(text) ?? [];
  if (key !== undefined && !value.startsWith("//")) {
    const message = space ? "the space after the colon is of another kind" : "there is no space after the colon";
    const [was, colon] = [`${key}:${space}`, `${key}: `];
    const instead = { column: (lines[line] ?? "").indexOf(was) + 1, was, text: colon };
    // What does not look like one of our keys may go on from the line above.
    const isKey = space !== "" || /^[a-z][A-Za-z]*$/.test(key);
    return { ...fault(message, `write it again by hand: ${key}: ${value}`), ...(isKey && { instead }) };
  }
  const above = lineAbove(lines, line);
  if (/^- /.test(text) && KEY_AND_VALUE.test(above)) {
    const message = "the line above breaks the list off";
    return fault(message, `write spaces before "${above.trim()}", so that it stands under the text after the hyphen`);
  }
  if (!text.includes(":") && KEY_AND_VALUE.test(above)) {
    const message = "the line is not a key and a value";
    return fault(message, "where it goes on from the line above, put both on one line");
  }
  return fault("this is not a key and a value", "write a key, a colon and a space: title: Brev");
}

function lineAbove(lines: readonly string[], line: number): string {
  return lines.slice(0, line).findLast((text) => /\S/.test(text) && !/^\s*#/.test(text)) ?? "";
}

function isDeeper(line = "", other: string): boolean {
  return line.search(/\S/) > other.search(/\S/);
}

function nextLine(lines: readonly string[], line: number): number {
  const next = lines.findIndex((text, index) => index > line && /\S/.test(text));
  return next === -1 ? line : next;
}
