import MarkdownIt, { type Token } from "markdown-it";
import footnotes from "markdown-it-footnote";
import type { Problem } from "../diagnostics.ts";
import type { Attachment, Body, Heading, InternalLink } from "../model/archive.ts";
import { slugOf } from "./slug.ts";

/** Words that the rendered Markdown itself says, in the language of the site. */
export interface MarkdownWords {
  readonly table: string;
  readonly footnotes: string;
  readonly footnote: string;
  readonly backToText: string;
  /** The anchor of a heading that has no letter a–z in it. */
  readonly section: string;
}

/** Where a link or picture in Markdown leads, as the loader found it. */
export type Target =
  | { readonly kind: "internal"; readonly address: string; readonly fragment: string; readonly href: string }
  | { readonly kind: "external"; readonly href: string }
  | { readonly kind: "message"; readonly href: string }
  | { readonly kind: "file"; readonly attachment: Attachment; readonly href: string }
  | {
      readonly kind: "image";
      readonly attachment: Attachment;
      readonly href: string;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: "fault"; readonly rule: string; readonly message: string; readonly hint: string };

export interface MarkdownContext {
  /** The text's language: decides quotation marks and how anchors are written. */
  readonly language: string;
  readonly words: MarkdownWords;
  /** The line of the file on which the Markdown begins. */
  readonly firstLine: number;
  resolveLink(href: string): Target;
  resolveImage(src: string): Target;
}

/** Opening and closing double quotes, then single ones. */
const QUOTES: Record<string, string> = {
  sv: "””’’",
  fi: "””’’",
  en: "“”‘’",
  da: "»«›‹",
  nb: "«»‘’",
  nn: "«»‘’",
  de: "„“‚‘",
};

const EXCERPT_LENGTH = 220;

export type MarkdownRenderer = (markdown: string, context: MarkdownContext) => { body: Body; problems: Problem[] };

/**
 * CommonMark with tables, footnotes and heading anchors. Raw HTML and attributes are text, never markup: what an editor
 * or an imported letter writes can only become the elements named here. The parsers, one a language, live as long as
 * the returned function.
 */
export function createMarkdownRenderer(): MarkdownRenderer {
  const parsers = new Map<string, MarkdownIt>();
  return (markdown, context) => {
    const language = context.language.split("-")[0] ?? "";
    const parser = parsers.get(language) ?? createParser(language);
    parsers.set(language, parser);
    return render(parser, markdown, context);
  };
}

function createParser(language: string): MarkdownIt {
  const quotes = QUOTES[language];
  const parser = new MarkdownIt({
    html: false,
    linkify: true,
    typographer: quotes !== undefined,
    quotes: quotes ?? "“”‘’",
  });
  parser.disable(["replacements"]); // (c) and ... stay as they were sent
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  parser.use(footnotes);
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
  rules.table_open = (_tokens, _index, _options, env: Environment) => {
    env.tables += 1;
    // A wide table scrolls by itself, so it must be reachable by keyboard and have a name (WCAG 2.1.1).
    return `<div class="table" role="region" tabindex="0" aria-label="${escapeHtml(env.words.table)} ${env.tables}">\n<table>\n`;
  };
  rules.table_close = () => "</table>\n</div>\n";
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

/** What the render rules need to know; markdown-it hands it to each of them. */
interface Environment {
  readonly words: MarkdownWords;
  tables: number;
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

function render(parser: MarkdownIt, markdown: string, context: MarkdownContext): { body: Body; problems: Problem[] } {
  const environment: Environment = { words: context.words, tables: 0 };
  const tokens = parser.parse(markdown, environment);
  const walk = new BodyWalk(markdown, context);
  walk.blocks(tokens);
  const html = parser.renderer.render(tokens, parser.options, environment);
  return { body: { html, ...walk.result() }, problems: walk.problems };
}

/** One pass over the tokens: gives headings their level and anchor, resolves links and pictures, counts words. */
class BodyWalk {
  readonly problems: Problem[] = [];
  readonly #lines: string[];
  readonly #context: MarkdownContext;
  readonly #headings: Heading[] = [];
  readonly #links: InternalLink[] = [];
  readonly #attachments = new Map<string, Attachment>();
  readonly #ids = new Set<string>();
  /** How far into each block a link's text was found, so that the same address twice is told apart. */
  readonly #searched = new Map<number, number>();
  #words = 0;
  #excerpt = "";

  constructor(markdown: string, context: MarkdownContext) {
    this.#lines = markdown.split("\n");
    this.#context = context;
  }

  result(): Omit<Body, "html"> {
    return {
      headings: this.#headings,
      links: this.#links,
      attachments: [...this.#attachments.values()],
      words: this.#words,
      excerpt: this.#excerpt,
    };
  }

  blocks(tokens: Token[]): void {
    // The page has its own h1: where the text uses one, every heading moves down a level.
    const demotion = tokens.some((token) => token.type === "heading_open" && token.tag === "h1") ? 1 : 0;
    let line = 0;
    for (const [index, token] of tokens.entries()) {
      line = token.map?.[0] ?? line;
      const inline = tokens[index + 1];
      if (token.type === "heading_open" || token.type === "heading_close") {
        const level = Math.min(Number(token.tag.slice(1)) + demotion, 6);
        token.tag = `h${level}`;
        if (token.type === "heading_open" && inline) this.#heading(token, inline, level, line);
      }
      if (token.type !== "inline") continue;
      this.#inline(token.children ?? [], line);
      const text = plainText(token.children ?? []);
      this.#words += text.split(/\s+/).filter(Boolean).length;
      if (this.#excerpt === "" && tokens[index - 1]?.type === "paragraph_open" && tokens[index - 1]?.level === 0) {
        this.#excerpt = shorten(text, EXCERPT_LENGTH);
      }
    }
  }

  #heading(token: Token, inline: Token, level: number, line: number): void {
    const text = plainText(inline.children ?? []);
    const previous = this.#headings.at(-1)?.level ?? 1;
    if (level > previous + 1) {
      this.#report(
        line,
        "",
        "warning",
        "heading-level",
        `the heading "${text}" skips a level`,
        `begin it with ${"#".repeat(previous + 1)}`,
      );
    }
    if (text.trim() === "") {
      this.#report(
        line,
        "",
        "error",
        "heading-empty",
        "the heading has no text",
        "write a text after the #, or remove it",
      );
    }
    const base = slugOf(text, this.#context.language) || this.#context.words.section;
    let id = base;
    for (let count = 2; this.#ids.has(id); count += 1) id = `${base}-${count}`;
    this.#ids.add(id);
    token.attrSet("id", id);
    this.#headings.push({ level, id, text });
  }

  #inline(tokens: Token[], line: number): void {
    for (const token of tokens) {
      if (token.type === "link_open") this.#link(token, line);
      else if (token.type === "image") this.#image(token, line);
      else if (token.type === "text" && /<\/?[a-z][^<>]*>/i.test(token.content)) {
        const markup = /<\/?[a-z][^<>]*>/i.exec(token.content)?.[0] ?? "";
        this.#report(
          line,
          markup,
          "warning",
          "raw-html",
          `${markup} is shown as text: HTML is not used in letters`,
          "write it in Markdown",
        );
      } else if (token.type === "softbreak" || token.type === "hardbreak") line += 1;
    }
  }

  #link(token: Token, line: number): void {
    const href = token.attrGet("href") ?? "";
    const target = this.#context.resolveLink(href);
    if (target.kind === "fault") {
      this.#fault(line, href, target);
      return;
    }
    token.attrSet("href", target.href);
    if (target.kind === "external") token.attrSet("rel", "external");
    if (target.kind === "file") this.#attachments.set(target.attachment.address, target.attachment);
    if (target.kind === "internal") {
      const { address, fragment } = target;
      this.#links.push({ address, fragment, ...this.#position(line, href) });
    }
  }

  #image(token: Token, line: number): void {
    const src = token.attrGet("src") ?? "";
    if (token.content.trim() === "") {
      this.#report(
        line,
        src,
        "error",
        "image-alt",
        `the picture ${src} has no description`,
        "say in the brackets what it shows: ![Tre personer vid ett bord](bild.jpg)",
      );
    }
    const target = this.#context.resolveImage(src);
    if (target.kind === "fault") this.#fault(line, src, target);
    if (target.kind !== "image") return;
    token.attrSet("src", target.href);
    token.attrSet("width", String(target.width));
    token.attrSet("height", String(target.height));
    this.#attachments.set(target.attachment.address, target.attachment);
  }

  #fault(line: number, text: string, fault: Extract<Target, { kind: "fault" }>): void {
    this.#report(line, text, "error", fault.rule, fault.message, fault.hint);
  }

  #report(
    line: number,
    text: string,
    severity: Problem["severity"],
    rule: string,
    message: string,
    hint: string,
  ): void {
    this.problems.push({ ...this.#position(line, text), severity, rule, message, hint });
  }

  /** markdown-it knows the line of a block only: the text itself is looked for from there on. */
  #position(line: number, text: string): { line: number; column: number } {
    const needle = decoded(text);
    for (let current = line; text !== "" && current < this.#lines.length; current += 1) {
      const content = this.#lines[current] ?? "";
      const from = this.#searched.get(current) ?? 0;
      const plain = content.indexOf(text, from);
      const column = plain >= 0 ? plain : content.indexOf(needle, from);
      if (column >= 0) {
        this.#searched.set(current, column + 1);
        return { line: current + this.#context.firstLine, column: column + 1 };
      }
    }
    return { line: line + this.#context.firstLine, column: 1 };
  }
}

/** The text a reader sees or hears: pictures by their description, line breaks as spaces. */
function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      token.type === "softbreak" || token.type === "hardbreak"
        ? " "
        : token.type === "footnote_ref"
          ? ""
          : token.content,
    )
    .join("");
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text
    .slice(0, length)
    .replace(/\s+\S*$/, "")
    .replace(/[.,:;–-]+$/, "")} …`;
}

/** markdown-it percent-encodes addresses; the editor wrote them plainly. */
function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
