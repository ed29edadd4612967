import type { Token } from "markdown-it";
import { type Position, type Problem, placed, type Severity } from "../diagnostics.ts";
import type { Attachment, ExternalLink, Heading, InternalLink } from "../model/archive.ts";
import { directionOf } from "../model/language.ts";
import { beginning } from "../model/signs.ts";
import { SIZES } from "../pictures/renditions.ts";
import type { PictureMeta } from "./markdown-parser.ts";
import type { Body, MarkdownContext, Target } from "./markdown-types.ts";
import { slugOf } from "./slug.ts";

const EXCERPT_LENGTH = 220;
/** The description of a picture that says nothing to a reader who cannot see it (WCAG 1.1.1): a line between two parts. */
const DECORATION = "-";
/** So many words fill the first screen of a page: a picture after them waits until a reader comes near. */
const FIRST_SCREEN = 150;
/** Where a tag or a comment begins. */
const MARKUP = /<(?:\/?[a-z][^<>]*>|!--)/i;
/** How much of a tag or comment a message quotes. */
const LONGEST_QUOTE = 80;
/** Looking for where things stand is for messages: in a text with more links than a person writes it is left out. */
const MOST_POSITIONS = 2_000;
/** A paragraph has no more lines than this that are worth looking through. */
const FURTHEST_LINE = 200;

/**
 * One pass over a body's tokens, which changes them: headings get their level and anchor, links and pictures their
 * addresses. On the way it collects what the archive wants to know of the body, and everything wrong with it.
 */
export function walkBody(
  tokens: readonly Token[],
  markdown: string,
  context: MarkdownContext,
): Omit<Body, "html"> & { problems: Problem[] } {
  const walk = new BodyWalk(markdown, context);
  walk.blocks(tokens);
  return walk.result();
}

/** A place, and what stands there; "" where it was not found. */
interface Written extends Position {
  readonly was: string;
}

class BodyWalk {
  readonly #problems: Problem[] = [];
  readonly #lines: string[];
  readonly #context: MarkdownContext;
  readonly #headings: Heading[] = [];
  readonly #links: InternalLink[] = [];
  readonly #externalLinks: ExternalLink[] = [];
  readonly #attachments: Attachment[] = [];
  /** Base of an anchor → how many headings have it. */
  readonly #ids = new Map<string, number>();
  #positions = 0;
  /** How far into each line something was found, to distinguish two uses of the same address. */
  readonly #searched = new Map<number, number>();
  /** The page has its own h1: where the text uses one, every heading moves down a level. */
  #demotion = 0;
  #words = 0;
  #pictures = 0;
  #excerpt = "";

  constructor(markdown: string, context: MarkdownContext) {
    this.#lines = markdown.split("\n");
    this.#context = context;
  }

  result(): Omit<Body, "html"> & { problems: Problem[] } {
    return {
      headings: this.#headings,
      links: this.#links,
      externalLinks: this.#externalLinks,
      attachments: this.#attachments,
      words: this.#words,
      excerpt: this.#excerpt,
      problems: this.#problems,
    };
  }

  blocks(tokens: readonly Token[]): void {
    this.#demotion = tokens.some(({ type, tag }) => type === "heading_open" && tag === "h1") ? 1 : 0;
    let line = 0;
    for (const [index, token] of tokens.entries()) {
      line = token.map?.[0] ?? line;
      const [before, after] = [tokens[index - 1], tokens[index + 1]];
      if (token.type === "heading_open" || token.type === "heading_close") {
        const level = Math.min(Number(token.tag.slice(1)) + this.#demotion, 6);
        token.tag = `h${level}`;
        if (token.type === "heading_open") this.#heading(token, plainText(after?.children ?? []), level, line);
      }
      if (token.type !== "inline") continue;
      this.#inline(token, line, showCaptions(before, token, after));
      const text = plainText(token.children ?? []);
      this.#words += text.split(/\s+/).filter(Boolean).length;
      const isParagraph = before?.type === "paragraph_open" && before.level === 0;
      if (this.#excerpt === "" && isParagraph) this.#excerpt = shorten(text, EXCERPT_LENGTH);
    }
  }

  #heading(token: Token, text: string, level: number, line: number): void {
    const expected = (this.#headings.at(-1)?.level ?? 1) + 1;
    if (level > expected) {
      const hint = `begin it with ${"#".repeat(expected - this.#demotion)}`;
      this.#report(this.#position(line), "warning", "heading-level", `the heading "${text}" skips a level`, hint);
    }
    if (text.trim() === "") {
      const hint = "write a text after the #, or remove it";
      this.#report(this.#position(line), "error", "heading-empty", "the heading has no text", hint);
    }
    const base = slugOf(text, this.#context.language) || this.#context.words.section;
    const id = this.#uniqueId(base);
    token.attrSet("id", id);
    this.#headings.push({ level, id, text });
  }

  #uniqueId(base: string): string {
    let count = this.#ids.get(base) ?? 0;
    let id: string;
    do {
      count += 1;
      id = count === 1 ? base : `${base}-${count}`;
    } while (id !== base && this.#ids.has(id));
    this.#ids.set(base, count);
    if (id !== base) this.#ids.set(id, 1);
    return id;
  }

  /** @param hasCaptions whether the titles of its pictures are shown */
  #inline(inline: Token, firstLine: number, hasCaptions: boolean): void {
    let line = firstLine;
    // The language of the text around, innermost last.
    const languages = [this.#context.language];
    const children = inline.children ?? [];
    // A picture in a link is written before the link's address, and places are looked for in the order of the text.
    let link: { token: Token; line: number; hasText: boolean } | undefined;
    for (const [index, token] of children.entries()) {
      if (token.type === "link_open") link = { token, line, hasText: hasText(children, index) };
      else if (token.type === "link_close" && link) {
        this.#link(link.token, token, link.line);
        link = undefined;
      } else if (token.type === "image") this.#image(token, line, { hasCaptions, inLink: link });
      else if (token.type === "language_open") turn(token, languages);
      else if (token.type === "language_close") languages.pop();
      else if (token.type === "softbreak" || token.type === "hardbreak") line += 1;
      else if (token.type === "text" && MARKUP.test(token.content)) this.#rawHtml(token.content, inline.content, line);
    }
  }

  /** @param written the same paragraph before quotation marks were made typographic */
  #rawHtml(text: string, written: string, line: number): void {
    const start = text.slice(MARKUP.exec(text)?.index ?? 0);
    const end = start.startsWith("<!--") ? start.indexOf("-->") + 3 : start.indexOf(">") + 1;
    const shown = start.slice(0, end > 2 ? Math.min(end, LONGEST_QUOTE) : LONGEST_QUOTE);
    const markup = asWritten(shown, written) ?? shown;
    const message = `${markup} is shown as text: HTML is not used in letters`;
    this.#report(this.#position(line, markup), "warning", "raw-html", message, "write it in Markdown");
  }

  #link(token: Token, closing: Token, line: number): void {
    const href = token.attrGet("href") ?? "";
    const target = this.#context.resolveLink(href);
    if (target.kind === "fault") {
      this.#refuse(this.#written(line, href), target);
      // A link that leads nowhere is its words.
      token.hidden = true;
      closing.hidden = true;
      return;
    }
    token.attrSet("href", target.href);
    if (target.kind === "external") {
      token.attrSet("rel", "external");
      this.#externalLinks.push({ url: target.href, ...this.#position(line, href) });
    }
    if (target.kind === "file") this.#attachments.push(target.attachment);
    if (target.kind === "internal") {
      const { address, fragment } = target;
      this.#links.push({ address, fragment, ...this.#position(line, href) });
    }
  }

  /** @param inLink the link around it, and whether that has a text or a description */
  #image(
    token: Token,
    line: number,
    { hasCaptions, inLink }: { hasCaptions: boolean; inLink: { readonly hasText: boolean } | undefined },
  ): void {
    // markdown-it would leave escaped signs out of the description.
    for (const part of token.children ?? []) if (part.type === "text_special") part.type = "text";
    const src = token.attrGet("src") ?? "";
    const name = decoded(src);
    const target = this.#context.resolveImage(src);
    const isDecorative = isDecoration(token);
    const described = token.content.trim() !== "" && !(isDecorative && inLink?.hasText === false);
    if (isDecorative) token.children = [];
    if (target.kind === "image") {
      this.#show(token, target, inLink === undefined && !isDecorative);
      this.#attachments.push(target.attachment);
      if (described && (hasCaptions || !token.attrGet("title"))) return;
    }
    const { was, ...position } = this.#written(line, src);
    if (target.kind === "fault") {
      this.#refuse({ was, ...position }, target);
      token.type = "text";
      token.content = plainText(token.children ?? []);
    }
    if (!hasCaptions && token.attrGet("title")) {
      const message = `the caption of ${name} is not shown, as the picture stands among other text`;
      this.#report(position, "warning", "image-caption", message, "leave an empty line before and after the picture");
    }
    if (described) return;
    const hint = isDecorative
      ? "it is all there is of a link: say in the brackets where that leads"
      : `say in the brackets what it shows: ![Tre personer vid ett bord](bild.jpg); if it is only decoration, write ![${DECORATION}](${/\s/.test(name) ? `<${name}>` : name})`;
    this.#report(position, "error", "image-alt", `the picture ${name} has no description`, hint);
  }

  #show(
    token: Token,
    { href, width, height, renditions, showsOriginal }: Extract<Target, { kind: "image" }>,
    mayLead: boolean,
  ): void {
    token.attrSet("src", renditions?.at(-1)?.href ?? href);
    if (renditions) {
      token.attrSet("srcset", renditions.map((each) => `${each.href} ${each.width}w`).join(", "));
      token.attrSet("sizes", SIZES);
    }
    token.attrSet("width", String(width));
    token.attrSet("height", String(height));
    this.#pictures += 1;
    if (this.#pictures > 1 || this.#words >= FIRST_SCREEN) {
      token.attrSet("loading", "lazy");
      token.attrSet("decoding", "async");
    }
    if (showsOriginal && mayLead) token.meta = { ...token.meta, original: href };
  }

  #refuse({ was, ...position }: Written, { kind: _, ...fault }: Extract<Target, { kind: "fault" }>): void {
    // Between < and > alone an address can have spaces.
    const answer = /\s/.test(was) ? fault.answer : fault.answer?.replaceAll(" ", "%20");
    const said = answer === undefined ? fault : { ...fault, answer };
    this.#problems.push({ severity: this.#severity("error"), ...placed(said, position, was) });
  }

  #report(position: Position, found: Severity, rule: string, message: string, hint: string): void {
    this.#problems.push({ ...position, severity: this.#severity(found), rule, message, hint });
  }

  #severity(found: Severity): Severity {
    return this.#context.lenient && found === "error" ? "warning" : found;
  }

  #position(line: number, text = ""): Position {
    const { was: _, ...position } = this.#written(line, text);
    return position;
  }

  /** markdown-it knows the line of a block only: the text itself is looked for from there on. */
  #written(line: number, text: string): Written {
    const { firstLine } = this.#context;
    const written = decoded(text);
    this.#positions += 1;
    const last = this.#positions > MOST_POSITIONS ? line : Math.min(this.#lines.length, line + FURTHEST_LINE);
    for (let current = line; text !== "" && current < last; current += 1) {
      const content = this.#lines[current] ?? "";
      const from = this.#searched.get(current) ?? 0;
      const encoded = content.indexOf(text, from);
      const column = encoded >= 0 ? encoded : content.indexOf(written, from);
      if (column < 0) continue;
      const was = encoded >= 0 ? text : written;
      this.#searched.set(current, column + was.length);
      return { line: current + firstLine, column: column + 1, was };
    }
    return { line: line + firstLine, column: 1, was: "" };
  }
}

/**
 * The title of a picture is its caption where nothing but pictures stands in a paragraph. They are then no part of a paragraph,
 * as a caption cannot be.
 * @returns whether captions are shown
 */
function showCaptions(before: Token | undefined, { children }: Token, after: Token | undefined): boolean {
  const parts = children ?? [];
  const pictures = parts.filter(({ type }) => type === "image");
  const isAlone = parts.every(({ type, content }) => ALONE.has(type) || (type === "text" && content.trim() === ""));
  const hasCaption = pictures.some((picture) => picture.attrGet("title"));
  if (before?.type !== "paragraph_open" || !after || !isAlone || !hasCaption) return false;
  for (const tag of [before, after]) tag.hidden = true;
  for (const picture of pictures) picture.meta = { isFigure: true } satisfies PictureMeta;
  return true;
}

const ALONE: ReadonlySet<string> = new Set(["image", "softbreak", "hardbreak", "link_open", "link_close"]);

/** Whether the link that begins at a place has a text, or a picture with a description. */
function hasText(tokens: readonly Token[], start: number): boolean {
  let close = start;
  while (close < tokens.length && tokens[close]?.type !== "link_close") close += 1;
  return plainText(tokens.slice(start + 1, close)).trim() !== "";
}

function isDecoration({ type, content }: Token): boolean {
  return type === "image" && content.trim() === DECORATION;
}

/** Gives a passage its direction where that is another than around it. */
function turn(passage: Token, languages: string[]): void {
  const language = passage.attrGet("lang") ?? "";
  const direction = directionOf(language);
  if (direction !== directionOf(languages.at(-1) ?? "")) passage.attrSet("dir", direction);
  languages.push(language);
}

/** The text a reader sees or hears: pictures by their description, line breaks as spaces. */
function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      token.type === "softbreak" || token.type === "hardbreak"
        ? " "
        : token.type === "footnote_ref" || isDecoration(token)
          ? ""
          : token.content,
    )
    .join("");
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${beginning(text, length)
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

/** The place of a text in the source, where only its quotation marks may differ. */
function asWritten(shown: string, written: string): string | undefined {
  const pattern = shown.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/["'“”„‘’‚«»‹›]/g, "[\"'“”„‘’‚«»‹›]");
  return new RegExp(pattern).exec(written)?.[0];
}
