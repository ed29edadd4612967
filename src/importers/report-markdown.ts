import type { Outcome } from "./outcome.ts";
import { outlineOf, type Piece, type Section } from "./report-outline.ts";
import { plain, shortened } from "./report-text.ts";

/** The report for people as Markdown, in the site's language. */
export function markdownReport(outcomes: readonly Outcome[], language: string): string {
  const { heading, text, sections } = outlineOf(outcomes, language);
  const out = [`# ${heading}`, "", ...text.flatMap((line) => [line, ""])];
  for (const section of sections) out.push(...written(section), "");
  return out.join("\n");
}

function written({ title, text, lines, differences = [] }: Section): string[] {
  const out = [`## ${title}`, "", ...(text === undefined ? [] : [text, ""])];
  for (const [index, line] of lines.entries()) {
    out.push(`- ${line.map(pieceOf).join("")}`);
    const difference = differences[index];
    if (difference !== undefined) out.push("", ...fenced(difference), "");
  }
  return out;
}

function pieceOf(piece: Piece): string {
  return typeof piece === "string" ? piece : quoted(piece.quote);
}

/** Words of a letter as inline code, so that no Markdown or HTML in them takes effect. */
function quoted(text: string): string {
  const short = shortened(text);
  const ticks = longestRun(short, "`");
  if (short === "") return "—";
  if (ticks === 0) return `\`${short}\``;
  const fence = "`".repeat(ticks + 1);
  return `${fence} ${short} ${fence}`;
}

function fenced(text: string): string[] {
  const fence = "`".repeat(Math.max(3, longestRun(text, "`") + 1));
  return [`${fence}diff`, ...text.trimEnd().split("\n").map(plain), fence];
}

function longestRun(text: string, sign: string): number {
  let [longest, run] = [0, 0];
  for (const character of text) {
    run = character === sign ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
