/** Lists and headings that are shown as plain lines, run together, as a space is missing or the sign is another. */
import type { Fault } from "../../diagnostics.ts";
import { certain, linesOf, quoted, type StrayRule, type Surroundings } from "./rule.ts";

/** What some keyboards write for a space between a sign and its text. */
const HARD_SPACES = "[\\u00a0\\u202f]*";

/** Two or more lines in a row that begin alike. */
const several = (beginning: string): RegExp =>
  new RegExp(`^[ \\t]*${beginning}[^\\n]*(?:\\n[ \\t]*${beginning}[^\\n]*)+`, "dgmu");

/** What lists in Word and Outlook begin with. Letters and dashes can begin a sentence, unless a tab follows. */
const BULLETS = ["•", "·", "‣", "▪", "●", "◦", "○", "■", "\uf0b7", "\uf0a7", "o\t", "§\t", "–\t", "—\t"];
const BULLET_LINE = new RegExp(`^[ \\t]*(?:${BULLETS.join("|")})`, "mu");

const bullet = (sign: string): StrayRule => ({
  severity: "warning",
  sign: `\n${sign}`,
  pattern: new RegExp(`^[ \\t]*${sign}[ \\t\\u00a0]*[^\\s${sign}][^\\n]*(?:\\n[ \\t]*${sign}[^\\n]*)*`, "dgmu"),
  fault: ([whole = ""], { before, after }) => {
    const mended = whole.replace(new RegExp(`^([ \\t]*)${sign}[ \\t\\u00a0]*`, "gmu"), "$1- ");
    // Bullets of several kinds are lists within lists, and several on a line are several points.
    const isFlat = !BULLET_LINE.test(before) && !BULLET_LINE.test(after) && !mended.includes(sign.trim());
    return {
      ...list(whole, `- and a space instead of ${sign.trim()} on each line, and an empty line before the list`),
      ...certain(isFlat && !/- *$/m.test(mended), mended),
    };
  },
});

/** Of lines that begin with a sign and a letter: several, or one that cannot be prose. */
const unspaced = (
  sign: string | RegExp,
  patterns: readonly RegExp[],
  mend: (line: string) => string,
  isCertain: (lines: readonly string[], around: Surroundings) => boolean,
  otherwise = "",
): StrayRule[] =>
  patterns.map((pattern) => ({
    severity: "warning",
    sign,
    pattern,
    fault: ([whole = ""], around) => {
      const lines = linesOf(whole);
      const isSure = isCertain(lines, around);
      const hint = `${quoted(mend(quoted(lines[0] ?? "")))}${isSure ? "" : otherwise}`;
      return { ...list(whole, hint), ...certain(isSure, lines.map(mend).join("\n")) };
    },
  }));

/** Lines that nobody says: what is said may begin with a hyphen too. */
const isNoDialogue = (lines: readonly string[]): boolean =>
  /^\s*-\s/.test(lines[0] ?? "") || (lines.length > 1 && !lines.some((line) => /[?!"”]/.test(line)));

/** Only a list from 1 on can begin within a paragraph, and only one that goes on by ones keeps its numbers. */
const isCounted = (lines: readonly string[], { before }: Surroundings): boolean => {
  const first = Number.parseInt(lines[0] ?? "", 10);
  return (
    (first === 1 || before.trim() === "") && lines.every((line, index) => Number.parseInt(line, 10) === first + index)
  );
};

function list(whole: string, hint: string): Fault {
  const [first = "", ...rest] = linesOf(whole);
  const shown = rest.length === 0 ? "is shown" : `and the lines after it (${rest.length + 1} in all) are shown`;
  return {
    rule: "list-broken",
    message: `${quoted(first)} ${shown} as ordinary text, not as a list`,
    hint: `write ${hint}`,
  };
}

function heading([, written = "", text = ""]: readonly string[], { topHeading }: Surroundings): Fault | undefined {
  // A word with one # is a tag, of which there may be several, and which may begin a sentence.
  if (written === "#" && !/^\s*\p{Lu}(?!\S*\p{Ll}\p{Lu})[^#]*[^#\s.!?,:;…]\s*$/u.test(text)) return undefined;
  const shown = quoted(`${written}${text}`);
  // With one # all other headings would move down.
  const mended = `${written === "#" ? topHeading : written} ${text.trim()}`;
  const hint = `write ${quoted(mended)}${written === "#" ? `, or \\${shown} if it is a tag` : ""}`;
  const message = `${shown} is shown with its ${written}, not as a heading`;
  return { rule: "heading-broken", message, hint, answer: mended };
}

export const LINE_BEGINNINGS: readonly StrayRule[] = [
  ...BULLETS.map(bullet),
  // Within a paragraph a single line can begin with the second half of a word that was divided.
  ...unspaced(
    "\n-",
    [several(`-${HARD_SPACES}\\p{L}`), new RegExp(`^-${HARD_SPACES}\\p{Lu}[\\p{Ll} ][^\\n]*`, "dgu")],
    (line) => line.replace(/-\s*/, "- "),
    isNoDialogue,
    ", or – for what somebody says",
  ),
  ...unspaced(
    "\n*",
    [several(`\\*${HARD_SPACES}\\p{L}`)],
    (line) => line.replace(/\*\s*/, "- "),
    () => true,
  ),
  ...[".", ")"].flatMap((sign) =>
    unspaced(
      /\n\d{1,2}[.)]\s*\p{L}/u,
      [
        several(`\\d{1,2}\\${sign}${HARD_SPACES}\\p{L}`),
        new RegExp(`^[ \\t]*\\d{1,2}\\${sign}${HARD_SPACES}\\p{Lu}[\\p{Ll} ][^\\n]*`, "dgmu"),
      ],
      (line) => line.replace(new RegExp(`\\${sign}\\s*`), `${sign} `),
      isCounted,
    ),
  ),
  {
    severity: "warning",
    sign: "\n#",
    pattern: new RegExp(`^[ \\t]*(#{1,6})(?=${HARD_SPACES}[\\p{Lu}\\d])([^\\n]{1,100})$`, "dgmu"),
    fault: heading,
  },
  { severity: "warning", sign: "\n##", pattern: /^(#{2,6})(?=\p{Ll})([^\n]{1,100})$/dgu, fault: heading },
];
