import MarkdownIt, { type Token } from "markdown-it";
import { escapeHtml } from "../escape-html.ts";
import { addFootnotes } from "./markdown-footnotes.ts";
import { addLanguages } from "./markdown-language.ts";
import type { MarkdownWords } from "./markdown-types.ts";

/** Opening and closing double quotes, then single ones. In other languages straight ones stay as they are written. */
const QUOTES: Record<string, string> = {
  sv: "””’’",
  fi: "””’’",
  en: "“”‘’",
  da: "»«›‹",
  nb: "«»‘’",
  nn: "«»‘’",
  de: "„“‚‘",
};

/** What the render rules need to know; markdown-it hands it to each of them. */
export interface Environment {
  readonly words: MarkdownWords;
  /** Counted while rendering, so that each table has a name of its own. */
  tables: number;
}

/** A parser with our rules for one language. */
export function createParser(language: string): MarkdownIt {
  const quotes = QUOTES[language];
  const parser = new MarkdownIt({
    html: false,
    linkify: true,
    typographer: quotes !== undefined,
    quotes: quotes ?? "“”‘’",
  });
  parser.disable(["replacements"]); // (c) and ... stay as they were sent
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  addFootnotes(parser);
  addLanguages(parser);
  const rules = parser.renderer.rules;
  rules.footnote_ref = (tokens, index, _options, env: Environment) => {
    const { id, subId } = footnoteIds(tokens[index]);
    const reference = subId > 0 ? `${id}-${subId}` : id;
    return `<sup><a href="#_fn${id}" id="_ref${reference}" aria-label="${escapeHtml(env.words.footnote)} ${id}">${id}</a></sup>`;
  };
  rules.footnote_block_open = (_tokens, _index, _options, env: Environment) =>
    `<section class="footnotes" aria-label="${escapeHtml(env.words.footnotes)}">\n<ol>\n`;
  rules.footnote_block_close = () => "</ol>\n</section>\n";
  rules.footnote_open = (tokens, index) => `<li id="_fn${footnoteIds(tokens[index]).id}">`;
  rules.footnote_anchor = (tokens, index, _options, env: Environment) => {
    const { id, subId } = footnoteIds(tokens[index]);
    const reference = subId > 0 ? `${id}-${subId}` : id;
    return ` <a href="#_ref${reference}" aria-label="${escapeHtml(env.words.backToText)} ${reference}">↩\uFE0E</a>`;
  };
  const { image } = rules;
  rules.image = (tokens, index, options, env: Environment, self) => {
    const picture = tokens[index];
    const { isFigure, original }: PictureMeta = picture?.meta ?? {};
    const caption = isFigure ? picture?.attrGet("title") : undefined;
    if (picture && caption) picture.attrs = (picture.attrs ?? []).filter(([name]) => name !== "title");
    const plain = image?.(tokens, index, options, env, self) ?? "";
    const shown = original === undefined ? plain : linkToOriginal(original, picture?.content ?? "", plain, env.words);
    return caption ? `<figure>${shown}<figcaption>${escapeHtml(caption)}</figcaption></figure>` : shown;
  };
  rules.table_open = (_tokens, _index, _options, env: Environment) => {
    env.tables += 1;
    // A wide table scrolls on its own, so it must be reachable by keyboard and have a name (WCAG 2.1.1).
    return `<section class="table" tabindex="0" aria-label="${escapeHtml(env.words.table)} ${env.tables}">\n<table>\n`;
  };
  rules.table_close = () => "</table>\n</section>\n";
  rules.th_open = (tokens, index, options, _env, self) => {
    tokens[index]?.attrSet("scope", "col");
    alignByClass(tokens[index]);
    return self.renderToken(tokens, index, options);
  };
  rules.td_open = (tokens, index, options, _env, self) => {
    alignByClass(tokens[index]);
    return self.renderToken(tokens, index, options);
  };
  return parser;
}

/** What the walk over a body says of a picture to the rule that writes it. */
export interface PictureMeta {
  /** Whether its title is a caption. */
  readonly isFigure?: boolean;
  /** Where it leads. */
  readonly original?: string;
}

/** The description says what the picture shows, and a link has to say where it leads (WCAG 2.4.4). */
function linkToOriginal(href: string, description: string, picture: string, words: MarkdownWords): string {
  const name = escapeHtml(`${words.original}: ${description}`);
  return `<a href="${escapeHtml(href)}" aria-label="${name}">${picture}</a>`;
}

function footnoteIds(token: Token | undefined): { id: number; subId: number } {
  const meta = token?.meta as { id: number; subId: number };
  return { id: meta.id + 1, subId: meta.subId };
}

/** markdown-it aligns columns by a style attribute, which our content security policy refuses. */
function alignByClass(token: Token | undefined): void {
  const alignment = /text-align:(\w+)/.exec(token?.attrGet("style") ?? "")?.[1];
  if (!token || !alignment) return;
  token.attrs = (token.attrs ?? []).filter(([name]) => name !== "style");
  if (alignment !== "left") token.attrJoin("class", alignment);
}
