/** Lists and headings that are shown as plain lines, run together, as a space is missing or the sign is another. */
import type { Fault } from "../../diagnostics.ts";
import { linesOf, quoted, type StrayRule } from "./rule.ts";

/** Two or more lines in a row that begin alike. */
const several = (beginning: string): RegExp =>
  new RegExp(`^[ \\t]*${beginning}[^\\n]*(?:\\n[ \\t]*${beginning}[^\\n]*)+`, "dgmu");

/** What lists in Word and Outlook begin with. Letters and dashes can begin a sentence, unless a tab follows. */
const BULLETS = ["•", "·", "‣", "▪", "●", "◦", "○", "■", "\uf0b7", "\uf0a7", "o\t", "§\t", "–\t", "—\t"];

const bullet = (sign: string): StrayRule => ({
  severity: "warning",
  sign: `\n${sign}`,
  pattern: new RegExp(`^[ \\t]*${sign}[ \\t\\u00a0]*[^\\s${sign}][^\\n]*(?:\\n[ \\t]*${sign}[^\\n]*)*`, "dgmu"),
  fault: (whole) =>
    list(whole, `- and a space instead of ${sign.trim()} on each line, and an empty line before the list`),
});

/** Of lines that begin with a sign and a letter: several, or one that cannot be prose. */
const unspaced = (sign: string | RegExp, patterns: readonly RegExp[], hint: (first: string) => string): StrayRule[] =>
  patterns.map((pattern) => ({
    severity: "warning",
    sign,
    pattern,
    fault: (whole) => list(whole, hint(quoted(linesOf(whole)[0] ?? ""))),
  }));

function list(whole: string, hint: string): Fault {
  const [first = "", ...rest] = linesOf(whole);
  const shown = rest.length === 0 ? "is shown" : `and the lines after it (${rest.length + 1} in all) are shown`;
  return {
    rule: "list-broken",
    message: `${quoted(first)} ${shown} as ordinary text, not as a list`,
    hint: `write ${hint}`,
  };
}

function heading(_: string, signs = "", text = ""): Fault | undefined {
  // A word with one # is a tag, of which there may be several, and which may begin a sentence.
  if (signs === "#" && !/^\p{Lu}(?!\S*\p{Ll}\p{Lu})[^#]*[^#\s.!?,:;…]\s*$/u.test(text)) return undefined;
  const shown = quoted(`${signs}${text}`);
  const hint = `write ${quoted(`${signs} ${text}`)}${signs === "#" ? `, or \\${shown} if it is a tag` : ""}`;
  return { rule: "heading-broken", message: `${shown} is shown with its ${signs}, not as a heading`, hint };
}

export const LINE_BEGINNINGS: readonly StrayRule[] = [
  ...BULLETS.map(bullet),
  // Within a paragraph a single line can begin with the second half of a word that was divided.
  ...unspaced(
    "\n-",
    [several("-\\p{L}"), /^-\p{Lu}[\p{Ll} ][^\n]*/dgu],
    (first) => `${first.replace("-", "- ")}, or – for what somebody says`,
  ),
  ...unspaced("\n*", [several("\\*\\p{L}")], (first) => first.replace("*", "- ")),
  ...[".", ")"].flatMap((sign) =>
    unspaced(
      /\n\d{1,2}[.)]\p{L}/u,
      [several(`\\d{1,2}\\${sign}\\p{L}`), new RegExp(`^[ \\t]*\\d{1,2}\\${sign}\\p{Lu}[\\p{Ll} ][^\\n]*`, "dgmu")],
      (first) => first.replace(sign, `${sign} `),
    ),
  ),
  { severity: "warning", sign: "\n#", pattern: /^[ \t]*(#{1,6})(?=[\p{Lu}\d])([^\n]{1,100})$/dgmu, fault: heading },
  { severity: "warning", sign: "\n##", pattern: /^(#{2,6})(?=\p{Ll})([^\n]{1,100})$/dgu, fault: heading },
];
