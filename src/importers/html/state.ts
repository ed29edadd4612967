import type { Removed, Repair, SourceFile, Trace } from "../importer.ts";
import type { LinkContext } from "../links/resolve-link.ts";
import { languageTag } from "../sources/language.ts";
import { type Block, Flow, isLanguage, type Mark } from "./blocks.ts";
import { type ComputedStyle, computedStyle, INITIAL_STYLE, isHidden, isUnreadable } from "./computed-style.ts";
import { type Footnotes, findFootnotes } from "./footnotes.ts";
import { PageLinks } from "./page-links.ts";
import {
  attribute,
  type ChildNode,
  cleanText,
  type Element,
  headingLevel,
  isElement,
  isText,
  plainLine,
  textContent,
} from "./parse-html.ts";
import { Pictures } from "./pictures.ts";
import { type Declarations, readStylesheet, type Stylesheet } from "./stylesheet.ts";
import type { Survey } from "./survey.ts";
import { traceOf } from "./traces.ts";

/** What the content of an element inherits. */
export interface Context {
  readonly style: ComputedStyle;
  readonly marks: readonly Mark[];
  /** The nearest block around. */
  readonly container: Element;
  readonly isInHeading: boolean;
}

/** An element to be handled. */
export interface Place {
  readonly element: Element;
  /** For the content of the element. */
  readonly context: Context;
  /** Where its blocks are collected. */
  readonly flow: Flow;
  readonly declarations: Declarations;
  /** Of the element itself. */
  readonly around: Context;
}

/** Turns an element into blocks or inlines, which it adds to the flow. */
export type Handler = (state: State, place: Place) => void;

/** Leaves an element out, with all it holds. */
export const ignore: Handler = () => {};

/** A letter as blocks, before its structure is derived from their style. */
export interface Page {
  readonly blocks: Block[];
  /** By their numbers. */
  readonly notes: ReadonlyMap<string, Block[]>;
  readonly preheader: string | undefined;
  readonly pictures: ReadonlyMap<string, SourceFile>;
  readonly repairs: readonly Repair[];
  /** Text size in pixels → number of characters of that size. */
  readonly sizes: ReadonlyMap<number, number>;
  readonly removed: Removed;
}

export interface PageOptions {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly links: LinkContext;
}

/** Hidden text is a preheader only where less visible text than this comes before it. */
const PREHEADER_BEFORE = 200;
const LONGEST_PREHEADER = 500;
/** Class names and ids that mail services give to preheaders. */
const PREHEADER_NAMES = /pre-?header|preview-?text|mcnPreviewText|inbox-?preview/i;

/**
 * The state of reading one page from the top, as handed to the handlers of its elements: what is known of the page, what has
 * been found, and how to go on. It recurses, which is safe: {@link parseHtml} limits the depth.
 */
export class State {
  readonly stylesheet: Stylesheet;
  readonly footnotes: Footnotes;
  readonly pictures: Pictures;
  readonly links: PageLinks;
  /** What a rule leaves out, with all it holds. */
  readonly left = new WeakSet<ChildNode>();
  readonly #handlerOf: (tag: string) => Handler;
  readonly #targets: ReadonlySet<string>;
  readonly #notes = new Map<string, Block[]>();
  readonly #sizes = new Map<number, number>();
  #preheader: string | undefined;
  #visible = 0;
  readonly #removed: Removed = {};

  constructor(survey: Survey, { files, links }: PageOptions, handlerOf: (tag: string) => Handler) {
    this.stylesheet = readStylesheet(survey.styles);
    this.footnotes = findFootnotes(survey);
    this.pictures = new Pictures(files, links.recipients);
    this.links = new PageLinks(links);
    this.#handlerOf = handlerOf;
    this.#targets = new Set(survey.jumps.map(({ id }) => id));
  }

  /** Reads the page. To be called once. */
  page(body: Element | undefined): Page {
    const flow = new Flow();
    if (body) {
      const style = computedStyle(body, this.stylesheet.declarationsOf(body), INITIAL_STYLE);
      this.children(body, { style, marks: [], container: body, isInHeading: false }, flow);
      flow.close({ lineOf: body });
    }
    return {
      blocks: flow.blocks,
      notes: this.#notes,
      preheader: this.#preheader,
      pictures: this.pictures.shown,
      repairs: [...this.links.repairs, ...this.pictures.repairs],
      sizes: this.#sizes,
      removed: this.#removed,
    };
  }

  children(parent: Element, context: Context, flow: Flow): void {
    for (const node of parent.childNodes) {
      if (isText(node)) {
        if (isUnreadable(context.style)) this.left.add(node);
        this.text(node.value, context, flow);
      } else if (isElement(node)) this.element(node, context, flow);
    }
  }

  text(raw: string, { style, marks, isInHeading }: Context, flow: Flow): void {
    const text = cleanText(raw);
    if (text === "") return;
    if (isUnreadable(style)) {
      this.#hiddenText(text, false);
      return;
    }
    const run = { kind: "text", marks, size: style.size, bold: style.bold, italic: style.italic } as const;
    if (style.keepsLines && text.includes("\n")) {
      for (const [index, line] of text.split("\n").entries()) {
        if (index > 0) flow.add({ kind: "break" });
        flow.add({ ...run, text: line });
      }
    } else flow.add({ ...run, text });
    const length = text.trim().length;
    this.#visible += length;
    if (!isInHeading && length > 0) this.#sizes.set(style.size, (this.#sizes.get(style.size) ?? 0) + length);
  }

  element(element: Element, context: Context, flow: Flow): void {
    if (!this.#read(element, context, flow)) this.left.add(element);
  }

  /** @returns false where a rule leaves it out */
  #read(element: Element, context: Context, flow: Flow): boolean {
    const handler = this.#handlerOf(element.tagName);
    if (handler === ignore || this.footnotes.backLinks.has(element)) return false;
    const declarations = this.stylesheet.declarationsOf(element);
    // Word writes out the bullets of its own lists.
    if (declarations.get("mso-list") === "ignore") return false;
    const found = traceOf(element, declarations);
    if (found) {
      if (found.isCounted) this.#count(found.trace);
      return false;
    }
    if (isHidden(element, declarations)) {
      const names = `${attribute(element, "class") ?? ""} ${attribute(element, "id") ?? ""}`;
      const text = textContent(element);
      // Hidden text of Word is its author's own.
      const isOfWord = /^Mso/.test(attribute(context.container, "class") ?? "");
      const isPreheader = !isOfWord && this.#hiddenText(text, PREHEADER_NAMES.test(names));
      if (!isPreheader && /\p{L}/u.test(text)) this.#count("hidden");
      return false;
    }
    this.anchors(element, flow);
    const note = this.footnotes.notes.get(element);
    if (note !== undefined) this.note(note, element, context, flow);
    else {
      const inner = this.contextFor(element, declarations, context);
      handler(this, { element, context: inner, flow, declarations, around: context });
    }
    return true;
  }

  /** Keeps the ids that links in the page lead to. */
  anchors(element: Element, flow: Flow): void {
    if (this.#targets.size === 0) return;
    for (const name of ["id", "name"]) {
      const id = attribute(element, name);
      if (id !== undefined && this.#targets.has(id)) flow.anchor(id);
    }
  }

  contextFor(element: Element, declarations: Declarations, context: Context): Context {
    const style = computedStyle(element, declarations, context.style);
    const heading = headingLevel(element);
    const isInHeading = context.isInHeading || heading !== undefined;
    let marks = inLanguage(context.marks, attribute(element, "lang"));
    if (style === context.style && marks === context.marks && !isInHeading) return context;
    // All of a heading is bold, which is not emphasis; blocksToTree removes other bold from it.
    if (heading === undefined) marks = marked(marks, "strong", context.style.bold, style.bold);
    marks = marked(marks, "emphasis", context.style.italic, style.italic);
    marks = marked(marks, "delete", context.style.deleted, style.deleted);
    return { ...context, style, marks, isInHeading };
  }

  /** Collects the text of a footnote, which is written at the end of the letter. */
  note(number: string, element: Element, context: Context, flow: Flow): void {
    const blocks = this.blocksIn((inner) =>
      this.children(element, { ...context, marks: [], container: element }, inner),
    );
    flow.close();
    this.#notes.set(number, [...(this.#notes.get(number) ?? []), ...blocks]);
  }

  /** Blocks apart from the flow around them: of a list item, a cell, a note. */
  blocksIn(fill: (flow: Flow) => void): Block[] {
    const flow = new Flow();
    fill(flow);
    flow.close();
    return flow.blocks;
  }

  /** Whether the text is taken as the preheader. */
  #hiddenText(text: string, isNamed: boolean): boolean {
    if (this.#preheader !== undefined || (!isNamed && this.#visible > PREHEADER_BEFORE)) return false;
    const line = plainLine(text);
    if (!/\p{L}\S*\s+\S*\p{L}/u.test(line) || line.length > LONGEST_PREHEADER) return false;
    this.#preheader = line;
    return true;
  }

  #count(trace: Trace): void {
    this.#removed[trace] = (this.#removed[trace] ?? 0) + 1;
  }
}

/** The language of an element instead of that around it. Word writes `EN-US` of the keyboard, whatever is typed on it. */
function inLanguage(marks: readonly Mark[], lang: string | undefined): readonly Mark[] {
  const language = lang === undefined || /^[A-Z-]+$/.test(lang) ? undefined : languageTag(lang);
  if (language === undefined) return marks;
  return [...marks.filter((mark) => !isLanguage(mark)), `lang:${language}`];
}

/** Adds or removes a mark where an element differs from what is around it. */
export function marked(marks: readonly Mark[], mark: Mark, was: boolean, is: boolean): readonly Mark[] {
  if (was === is) return marks;
  if (!is) return marks.filter((old) => old !== mark);
  return marks.includes(mark) ? marks : [...marks, mark];
}
