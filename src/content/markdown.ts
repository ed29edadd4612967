import type MarkdownIt from "markdown-it";
import type { Fault, Problem } from "../diagnostics.ts";
import type { Attachment, ExternalLink, Heading, InternalLink } from "../model/archive.ts";
import { walkBody } from "./markdown-body.ts";
import { createParser, type Environment } from "./markdown-parser.ts";

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
  | ({ readonly kind: "fault" } & Fault);

export interface MarkdownContext {
  /** The text's language: decides quotation marks and how anchors are written. */
  readonly language: string;
  readonly words: MarkdownWords;
  /** The line of the file on which the Markdown begins. */
  readonly firstLine: number;
  resolveLink(href: string): Target;
  resolveImage(src: string): Target;
}

/** A rendered Markdown body. */
export interface Body {
  readonly html: string;
  readonly headings: readonly Heading[];
  readonly links: readonly InternalLink[];
  readonly externalLinks: readonly ExternalLink[];
  readonly attachments: readonly Attachment[];
  readonly words: number;
  /** The first paragraph as plain text, shortened; "" when there is none. */
  readonly excerpt: string;
}

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

function render(parser: MarkdownIt, markdown: string, context: MarkdownContext): { body: Body; problems: Problem[] } {
  const environment: Environment = { words: context.words, tables: 0 };
  const tokens = parser.parse(markdown, environment);
  const { problems, ...body } = walkBody(tokens, markdown, context);
  const html = parser.renderer.render(tokens, parser.options, environment);
  return { body: { ...body, html }, problems };
}
