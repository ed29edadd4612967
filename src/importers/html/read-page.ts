import type { Repair, SourceFile } from "../importer.ts";
import type { Block } from "./blocks.ts";
import { DROPPED_ELEMENTS, DROPPED_PREFIXES, isHidden, isUnreadable, PREHEADER_NAMES } from "./drop-rules.ts";
import { headingLevel, isBlock, isCode, isLineOfText, isPullQuote, wordItem } from "./elements.ts";
import { Flow } from "./flow.ts";
import { type Footnotes, findFootnotes } from "./footnotes.ts";
import { HANDLERS } from "./handlers/handlers.ts";
import { marked } from "./handlers/runs.ts";
import { quote } from "./handlers/texts.ts";
import { cleanText, plainLine } from "./letters.ts";
import type { LinkContext } from "./links.ts";
import { lookOf, PLAIN } from "./look.ts";
import { PageLinks } from "./page-links.ts";
import { attribute, type Element, isElement, isText, textContent } from "./parse-html.ts";
import { Pictures } from "./pictures.ts";
import { type Declarations, readStylesheet, type Stylesheet } from "./stylesheet.ts";
import type { Survey } from "./survey.ts";
import type { Context, Place, Walk } from "./walk.ts";

/** A letter as blocks, before anything is guessed from how they look. */
export interface Page {
  readonly blocks: Block[];
  /** By their numbers. */
  readonly notes: ReadonlyMap<string, Block[]>;
  readonly preheader: string | undefined;
  readonly pictures: ReadonlyMap<string, SourceFile>;
  readonly repairs: readonly Repair[];
  /** Text size → number of characters that have it. */
  readonly sizes: ReadonlyMap<number, number>;
}

export interface PageOptions {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly links: LinkContext;
}

/** Walks through a page from the top, as a reader would. The depth is limited by parseHtml, so recursion is safe. */
export function readPage(survey: Survey, options: PageOptions): Page {
  const reader = new PageReader(survey, options);
  const flow = new Flow();
  if (survey.body) {
    reader.body(survey.body, flow);
  }
  return reader.result(flow.blocks);
}

/** Hidden text is the line for the inbox only where it comes before the letter. */
const PREHEADER_BEFORE = 200;
const LONGEST_PREHEADER = 500;

class PageReader implements Walk {
  readonly stylesheet: Stylesheet;
  readonly footnotes: Footnotes;
  readonly pictures: Pictures;
  readonly links: PageLinks;
  readonly #targets: ReadonlySet<string>;
  readonly #notes = new Map<string, Block[]>();
  readonly #sizes = new Map<number, number>();
  #preheader: string | undefined;
  #visible = 0;

  constructor(survey: Survey, { files, links }: PageOptions) {
    this.stylesheet = readStylesheet(survey.styles);
    this.footnotes = findFootnotes(survey);
    this.pictures = new Pictures(files, links.recipients);
    this.links = new PageLinks(links);
    this.#targets = new Set(survey.jumps.map(({ id }) => id));
  }

  result(blocks: Block[]): Page {
    return {
      blocks,
      notes: this.#notes,
      preheader: this.#preheader,
      pictures: this.pictures.shown,
      repairs: [...this.links.repairs, ...this.pictures.repairs],
      sizes: this.#sizes,
    };
  }

  body(body: Element, flow: Flow): void {
    const look = lookOf(body, this.stylesheet.declarationsOf(body), PLAIN);
    this.children(body, { look, marks: [], container: body, isInHeading: false }, flow);
    flow.close({ lineOf: body });
  }

  children(parent: Element, context: Context, flow: Flow): void {
    for (const node of parent.childNodes) {
      if (isText(node)) this.text(node.value, context, flow);
      else if (isElement(node)) this.element(node, context, flow);
    }
  }

  text(raw: string, { look, marks, isInHeading }: Context, flow: Flow): void {
    const text = cleanText(raw);
    if (text === "") return;
    if (isUnreadable(look)) {
      this.#hiddenText(text, false);
      return;
    }
    const run = { kind: "text", marks, size: look.size, bold: look.bold, italic: look.italic } as const;
    if (look.keepsLines && text.includes("\n")) {
      for (const [index, line] of text.split("\n").entries()) {
        if (index > 0) flow.add({ kind: "break" });
        flow.add({ ...run, text: line });
      }
    } else flow.add({ ...run, text });
    const length = text.trim().length;
    this.#visible += length;
    if (!isInHeading && length > 0) this.#sizes.set(look.size, (this.#sizes.get(look.size) ?? 0) + length);
  }

  #hiddenText(text: string, isNamed: boolean): void {
    if (this.#preheader !== undefined || (!isNamed && this.#visible > PREHEADER_BEFORE)) return;
    const line = plainLine(text);
    if (/\p{L}\S*\s+\S*\p{L}/u.test(line) && line.length <= LONGEST_PREHEADER) this.#preheader = line;
  }

  element(element: Element, context: Context, flow: Flow): void {
    const tag = element.tagName;
    if (DROPPED_ELEMENTS.has(tag) || DROPPED_PREFIXES.test(tag) || this.footnotes.backLinks.has(element)) return;
    const declarations = this.stylesheet.declarationsOf(element);
    // The bullet that Word writes out beside its own list.
    if (declarations.get("mso-list") === "ignore") return;
    if (isHidden(element, declarations)) {
      const names = `${attribute(element, "class") ?? ""} ${attribute(element, "id") ?? ""}`;
      if (this.#preheader === undefined && tag !== "img")
        this.#hiddenText(textContent(element), PREHEADER_NAMES.test(names));
      return;
    }
    this.anchors(element, flow);
    const note = this.footnotes.notes.get(element);
    if (note !== undefined) {
      this.note(note, element, context, flow);
      return;
    }
    const inner = this.contextFor(element, declarations, context);
    const handler = HANDLERS.get(tag);
    const place = { element, context: inner, flow, declarations, around: context };
    if (handler) handler(this, place);
    else if (isBlock(tag, declarations)) this.block(place);
    else this.children(element, inner, flow);
  }

  anchors(element: Element, flow: Flow): void {
    if (this.#targets.size === 0) return;
    for (const name of ["id", "name"]) {
      const id = attribute(element, name);
      if (id !== undefined && this.#targets.has(id)) flow.anchor(id);
    }
  }

  contextFor(element: Element, declarations: Declarations, context: Context): Context {
    const look = lookOf(element, declarations, context.look);
    const heading = headingLevel(element);
    const isInHeading = context.isInHeading || heading !== undefined;
    if (look === context.look && !isInHeading && !isCode(element.tagName)) return context;
    let marks = context.marks;
    // A heading is bold by itself; what is bold in it all the same is dealt with when it is written.
    if (heading === undefined) marks = marked(marks, "strong", context.look.bold, look.bold);
    marks = marked(marks, "emphasis", context.look.italic, look.italic);
    marks = marked(marks, "delete", context.look.deleted, look.deleted);
    if (isCode(element.tagName) && !marks.includes("code")) marks = [...marks, "code"];
    return { ...context, look, marks, isInHeading };
  }

  block(place: Place): void {
    const { element, context, flow, declarations, around } = place;
    if (isPullQuote(element)) {
      quote(this, place);
      return;
    }
    flow.close({ lineOf: around.container });
    const item = wordItem(element, declarations);
    if (item) flow.item(item);
    const before = flow.blocks.length;
    this.children(element, { ...context, container: element }, flow);
    const heading = headingLevel(element);
    const isLine = isLineOfText(element, declarations);
    const lineOf = flow.blocks.length > before ? element : around.container;
    flow.close(heading !== undefined ? { heading } : isLine ? { lineOf } : {});
  }

  note(number: string, element: Element, context: Context, flow: Flow): void {
    const blocks = this.blocksIn((inner) =>
      this.children(element, { ...context, marks: [], container: element }, inner),
    );
    flow.close();
    this.#notes.set(number, [...(this.#notes.get(number) ?? []), ...blocks]);
  }

  blocksIn(fill: (flow: Flow) => void): Block[] {
    const flow = new Flow();
    fill(flow);
    flow.close();
    return flow.blocks;
  }
}
