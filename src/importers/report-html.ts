import type { Outcome } from "./outcome.ts";
import { outlineOf, type Piece, type Section } from "./report-outline.ts";
import { plain, shortened } from "./report-text.ts";

/** How every report of this kind begins. */
export const HTML_REPORT = '<!doctype html>\n<meta name="generator" content="brevarkiv import">\n';

const STYLE =
  "body{font:1rem/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}li{margin:.25rem 0;overflow-wrap:anywhere}pre{overflow:auto}";

/** The report for people as a page of its own, in the site's language: no script, and nothing of a letter is markup. */
export function htmlReport(outcomes: readonly Outcome[], language: string): string {
  const { heading, text, sections } = outlineOf(outcomes, language);
  const out = [
    `<html lang="${language.split("-")[0] === "sv" ? "sv" : "en"}"><meta charset="utf-8"><title>${escaped(heading)}</title>`,
    `<style>${STYLE}</style>`,
    `<h1>${escaped(heading)}</h1>`,
    ...text.map((line) => `<p>${escaped(line)}</p>`),
    ...sections.flatMap(written),
  ];
  return `${HTML_REPORT}${out.join("\n")}\n`;
}

function written({ title, text, lines, differences = [] }: Section): string[] {
  return [
    `<h2>${escaped(title)}</h2>`,
    ...(text === undefined ? [] : [`<p>${escaped(text)}</p>`]),
    "<ul>",
    ...lines.map((line, index) => {
      const difference = differences[index];
      const shown = difference === undefined ? "" : `<pre>${escaped(plain(difference))}</pre>`;
      return `<li>${line.map(pieceOf).join("")}${shown}</li>`;
    }),
    "</ul>",
  ];
}

function pieceOf(piece: Piece): string {
  return typeof piece === "string" ? escaped(piece) : `<code>${escaped(shortened(piece.quote))}</code>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
