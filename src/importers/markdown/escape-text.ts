/**
 * Text as Markdown that the parser (content/markdown-parser.ts) reads back as exactly that text. Only what would be markup is
 * escaped: people edit these files. One exception, for other readers of the files: `<` before what looks like a tag is
 * always escaped, though the parser reads no HTML.
 */

/** The context of a text. */
export interface TextPlace {
  /** The character written before it; "\n" at the start of a line. */
  readonly before: string;
  /** The first character written after it. */
  readonly after: string;
  /** In the text of a link or picture, where brackets end it. */
  readonly isLabel: boolean;
  /** In the text of a link beside other nodes: there the parser would make a link of an address. */
  readonly hidesAddresses?: boolean;
  /** In a table cell, where a bar ends it. */
  readonly isCell: boolean;
  /** In a heading, where # at the end would be removed. */
  readonly isHeading: boolean;
}

const SPECIAL = /[\\`*_~[\]<&|:/]/g;
const PUNCTUATION = /[!-/:-@[-`{-~]/;
const WORD = /[\p{L}\p{N}]/u;
/** `&` begins a character reference only with a name or number and a semicolon. */
const REFERENCE = /&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});/y;
/** Brackets that cannot be a link. The length limits the time for a text of a million brackets. */
const HARMLESS_BRACKETS = /\[(?!\^)[^[\]\\\n]{0,100}\](?![(:[{])/y;
/** `//www.example.se` and `ftp://…` would become links of kinds that are not allowed. */
const ADDRESS_AFTER_SLASHES = /\/\/[^\s/<]/y;

/** @returns the text with everything escaped that would be markup in its context */
export function escapeText(text: string, place: TextPlace): string {
  const escaped = escapeInline(text, place);
  const lines = escaped.split("\n");
  const last = lines.length - 1;
  const safe = lines.map((line, index) => {
    const startsLine = index > 0 || place.before.endsWith("\n");
    const endsLine = index < last || place.after.startsWith("\n");
    return startsLine ? escapeLineStart(line, endsLine) : line;
  });
  const result = safe.join("\n");
  if (place.isHeading && place.after.startsWith("\n")) return result.replace(/(?<=^|[ \t])#(?=#*$)/, "\\#");
  return result;
}

function escapeInline(text: string, place: TextPlace): string {
  let result = "";
  let written = 0;
  SPECIAL.lastIndex = 0;
  for (let match = SPECIAL.exec(text); match; match = SPECIAL.exec(text)) {
    const { index } = match;
    const bracketsEnd = match[0] === "[" && !place.isLabel ? endOfMatch(HARMLESS_BRACKETS, text, index) : -1;
    if (bracketsEnd >= 0 && (bracketsEnd < text.length || !/[[(:{]/.test(place.after))) continue;
    if (!needsEscape(text, index, place)) continue;
    result += `${text.slice(written, index)}\\`;
    written = index;
  }
  let escaped = result + text.slice(written);
  // "!" before a link would make it a picture.
  if (escaped.endsWith("!") && place.after.startsWith("[")) escaped = `${escaped.slice(0, -1)}\\!`;
  // After "[^1]" at the start of a line or in a sentence: a definition, or a link. At the start of a link's text: a note.
  const isMisread =
    (place.before.endsWith("]") && /^[:(]/.test(escaped)) || (place.before.endsWith("[") && escaped.startsWith("^"));
  return isMisread ? `\\${escaped}` : escaped;
}

function needsEscape(text: string, index: number, place: TextPlace): boolean {
  const before = text[index - 1] ?? place.before.slice(-1);
  const after = text[index + 1] ?? place.after.slice(0, 1);
  switch (text[index]) {
    case "\\":
      return after === "" || after === "\n" || PUNCTUATION.test(after);
    case "`":
    case "[":
      return true;
    case "]":
      return place.isLabel;
    case "*":
      return before === "\n" || !(isBlank(before) && isBlank(after));
    case "_":
      return !(isInWord(text, index) || (before !== "\n" && isBlank(before) && isBlank(after)));
    case "~":
      return before === "~" || after === "~";
    case "<":
      return /[A-Za-z/!?]/.test(after);
    case "&":
      return endOfMatch(REFERENCE, text, index) >= 0;
    case "|":
      return place.isCell;
    case ":":
      return (
        text.startsWith("//", index + 1) &&
        (place.hidesAddresses === true || /ftp$/i.test(text.slice(Math.max(0, index - 3), index)))
      );
    case "/":
      return !/[:/]/.test(before) && endOfMatch(ADDRESS_AFTER_SLASHES, text, index) >= 0;
    default:
      return false;
  }
}

/** `snake_case`: underscores between letters mark no emphasis. At the edge of a text the neighbour is unknown. */
function isInWord(text: string, index: number): boolean {
  // Runs are judged by their own neighbours. Time: long runs are not searched.
  const [before = "", after = ""] = [text[index - 1], text[index + 1]];
  return WORD.test(before) && WORD.test(after);
}

function isBlank(character: string): boolean {
  return character === "" || /\s/.test(character);
}

function endOfMatch(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** Headings, lists, quotes, rules, underlines of headings and tables are recognised by the start of a line. */
function escapeLineStart(line: string, endsLine: boolean): string {
  const ending = endsLine ? "$" : "(?!)";
  for (const { pattern, replacement } of LINE_STARTS[ending]) {
    if (pattern.test(line)) return line.replace(pattern, replacement);
  }
  return line;
}

interface LineStart {
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** @param ending a pattern for the end of the line; empty where other text follows on it */
function lineStarts(ending: string): readonly LineStart[] {
  return [
    { pattern: /^>/, replacement: "\\>" },
    { pattern: new RegExp(`^(?=#{1,6}(?:[ \\t]|${ending}))`), replacement: "\\" },
    { pattern: new RegExp(`^(?=[-+](?:[ \\t]|${ending}))`), replacement: "\\" },
    { pattern: new RegExp(`^(\\d{1,9})(?=[.)](?:[ \\t]|${ending}))`), replacement: "$1\\" },
    { pattern: new RegExp(`^(?=[-:|][-:| \\t]*${ending})`), replacement: "\\" },
    { pattern: new RegExp(`^(?==+[ \\t]*${ending})`), replacement: "\\" },
  ];
}

const LINE_STARTS = { $: lineStarts("$"), "(?!)": lineStarts("(?!)") };
