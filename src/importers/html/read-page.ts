import type { Repair, SourceFile } from "../importer.ts";
import type { Block, Inline, LinkMark, Mark } from "./blocks.ts";
import { cellInlines } from "./cells.ts";
import { DROPPED_ELEMENTS, DROPPED_PREFIXES, isHidden, isUnreadable, PREHEADER_NAMES } from "./drop-rules.ts";
import {
  hasDescendant,
  hasField,
  headingLevel,
  isBlock,
  isCode,
  isLineOfText,
  isPullQuote,
  wordItem,
} from "./elements.ts";
import { Flow } from "./flow.ts";
import { type Footnotes, findFootnotes } from "./footnotes.ts";
import { cleanText, plainLine } from "./letters.ts";
import { type LinkContext, resolveLink } from "./links.ts";
import { BULLET_SIGN, numberOf } from "./list-signs.ts";
import { type Look, lookOf, PLAIN, pixels } from "./look.ts";
import { attribute, type ChildNode, type Element, isElement, isText, textContent, textUpTo } from "./parse-html.ts";
import { Pictures } from "./pictures.ts";
import { alignments, readGrid } from "./read-table.ts";
import { type Declarations, readStylesheet, type Stylesheet } from "./stylesheet.ts";
import type { Survey } from "./survey.ts";
import { childOf, isDataTable, type Row, rowsOf } from "./tables.ts";

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

/** What an element's content takes from around it. */
interface Context {
  readonly look: Look;
  readonly marks: readonly Mark[];
  /** The nearest block around. */
  readonly container: Element;
  readonly isInHeading: boolean;
}

/** Hidden text is the line for the inbox only where it comes before the letter. */
const PREHEADER_BEFORE = 200;
const LONGEST_PREHEADER = 500;
/** A form with more text than this around its fields is the page itself. */
const LONGEST_FORM = 300;

class PageReader {
  readonly #stylesheet: Stylesheet;
  readonly #footnotes: Footnotes;
  readonly #pictures: Pictures;
  readonly #links: LinkContext;
  readonly #targets: ReadonlySet<string>;
  readonly #notes = new Map<string, Block[]>();
  readonly #repairs: Repair[] = [];
  readonly #unresolved = new Set<string>();
  readonly #sizes = new Map<number, number>();
  #preheader: string | undefined;
  #visible = 0;
  /** Whether the link being read held a picture that is lost. */
  #missed = false;

  constructor(survey: Survey, { files, links }: PageOptions) {
    this.#stylesheet = readStylesheet(survey.styles);
    this.#footnotes = findFootnotes(survey);
    this.#pictures = new Pictures(files, links.recipients);
    this.#links = links;
    this.#targets = new Set(survey.jumps.map(({ id }) => id));
  }

  result(blocks: Block[]): Page {
    return {
      blocks,
      notes: this.#notes,
      preheader: this.#preheader,
      pictures: this.#pictures.shown,
      repairs: [...this.#repairs, ...this.#pictures.repairs],
      sizes: this.#sizes,
    };
  }

  body(body: Element, flow: Flow): void {
    const look = lookOf(body, this.#stylesheet.declarationsOf(body), PLAIN);
    this.children(body, { look, marks: [], container: body, isInHeading: false }, flow);
    flow.close({ lineOf: body });
  }

  children(parent: Element, context: Context, flow: Flow): void {
    for (const node of parent.childNodes) this.#node(node, context, flow);
  }

  #node(node: ChildNode, context: Context, flow: Flow): void {
    if (isText(node)) this.#text(node.value, context, flow);
    else if (isElement(node)) this.#element(node, context, flow);
  }

  #text(raw: string, { look, marks, isInHeading }: Context, flow: Flow): void {
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

  #element(element: Element, context: Context, flow: Flow): void {
    const tag = element.tagName;
    if (DROPPED_ELEMENTS.has(tag) || DROPPED_PREFIXES.test(tag) || this.#footnotes.backLinks.has(element)) return;
    const declarations = this.#stylesheet.declarationsOf(element);
    // The bullet that Word writes out beside its own list.
    if (declarations.get("mso-list") === "ignore") return;
    if (isHidden(element, declarations)) {
      const names = `${attribute(element, "class") ?? ""} ${attribute(element, "id") ?? ""}`;
      if (this.#preheader === undefined && tag !== "img")
        this.#hiddenText(textContent(element), PREHEADER_NAMES.test(names));
      return;
    }
    this.#anchors(element, flow);
    const note = this.#footnotes.notes.get(element);
    if (note !== undefined) {
      this.#note(note, element, context, flow);
      return;
    }
    const inner = this.#contextFor(element, declarations, context);
    const special = SPECIAL[tag];
    if (special) special.call(this, element, inner, flow, declarations, context);
    else if (isBlock(tag, declarations)) this.#block(element, inner, flow, declarations, context);
    else this.children(element, inner, flow);
  }

  #anchors(element: Element, flow: Flow): void {
    if (this.#targets.size === 0) return;
    for (const name of ["id", "name"]) {
      const id = attribute(element, name);
      if (id !== undefined && this.#targets.has(id)) flow.anchor(id);
    }
  }

  #contextFor(element: Element, declarations: Declarations, context: Context): Context {
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

  #block(element: Element, context: Context, flow: Flow, declarations: Declarations, around: Context): void {
    if (isPullQuote(element)) {
      this.quote(element, context, flow, declarations, around);
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

  #note(number: string, element: Element, context: Context, flow: Flow): void {
    const inner = new Flow();
    this.children(element, { ...context, marks: [], container: element }, inner);
    inner.close();
    flow.close();
    this.#notes.set(number, [...(this.#notes.get(number) ?? []), ...inner.blocks]);
  }

  // --- Elements with a rule of their own

  break(_element: Element, _context: Context, flow: Flow): void {
    flow.add({ kind: "break" });
  }

  rule(_element: Element, _context: Context, flow: Flow): void {
    flow.push({ kind: "rule" });
  }

  link(element: Element, context: Context, flow: Flow, declarations: Declarations, around: Context): void {
    const number = this.#footnotes.references.get(element);
    if (number !== undefined) {
      flow.add({ kind: "note", id: number, marks: context.marks });
      return;
    }
    const href = attribute(element, "href");
    const mark = href === undefined ? undefined : this.#linkMark(href, element);
    const inner = mark
      ? { ...context, marks: [...context.marks.filter((old) => typeof old === "string"), mark] }
      : context;
    const before = flow.written;
    this.#missed = false;
    if (isBlock("a", declarations)) this.#block(element, inner, flow, declarations, around);
    else this.children(element, inner, flow);
    // All that the link held was a picture that is lost and that nobody described: where it leads is still worth keeping.
    if (mark && this.#missed && flow.written === before) {
      const { size, bold, italic } = inner.look;
      flow.add({ kind: "text", text: mark.url, marks: inner.marks, size, bold, italic });
    }
  }

  #linkMark(href: string, element: Element): LinkMark | undefined {
    const target = resolveLink(href, this.#links);
    switch (target.kind) {
      case "address":
        if (target.isUnresolved && !this.#unresolved.has(target.url)) {
          this.#unresolved.add(target.url);
          this.#repairs.push({ rule: "redirect-unresolved", about: target.url, find: target.url });
        }
        return { url: target.url };
      case "anchor":
        return { url: `#${target.id}` };
      case "relative":
        // Without the page's own address nobody knows where it leads; the words stay.
        if (!/^(?:\?|\/?$)/.test(target.path) && plainLine(textContent(element)) !== "")
          this.#repairs.push({
            rule: "redirect-unresolved",
            about: target.path,
            find: plainLine(textContent(element)).slice(0, 80),
          });
        return undefined;
      case "none":
        return undefined;
    }
  }

  picture(element: Element, context: Context, flow: Flow, declarations: Declarations): void {
    const link = context.marks.find((mark): mark is LinkMark => typeof mark !== "string");
    const fate = this.#pictures.fateOf(element, declarations, link !== undefined);
    if (fate.kind === "picture") flow.add({ kind: "picture", url: fate.url, alt: fate.alt, marks: context.marks });
    if (fate.kind !== "words") return;
    if (fate.alt === "") {
      this.#missed = true;
      return;
    }
    const marks = link || fate.url === undefined ? context.marks : [...context.marks, { url: fate.url }];
    const { size, bold, italic } = context.look;
    flow.add({ kind: "text", text: fate.alt, marks, size, bold, italic });
  }

  /** A map laid over a picture: its fields are the letter's links. */
  area(element: Element, context: Context, flow: Flow): void {
    const href = attribute(element, "href");
    const alt = plainLine(attribute(element, "alt") ?? attribute(element, "title") ?? "");
    const mark = href === undefined ? undefined : this.#linkMark(href, element);
    if (!mark || alt === "") return;
    const { size, bold, italic } = context.look;
    flow.close();
    flow.add({ kind: "text", text: alt, marks: [mark], size, bold, italic });
    flow.close();
  }

  /** A film or map from another site: where it is. */
  frame(element: Element, context: Context, flow: Flow): void {
    const target = resolveLink(attribute(element, "src") ?? "", this.#links);
    const width = pixels(attribute(element, "width") ?? "");
    if (target.kind !== "address" || (width !== undefined && width <= 1)) return;
    const text = plainLine(attribute(element, "title") ?? "") || target.url;
    const { size, bold, italic } = context.look;
    flow.close();
    flow.add({ kind: "text", text, marks: [{ url: target.url }], size, bold, italic });
    flow.close();
  }

  quotation(element: Element, context: Context, flow: Flow): void {
    const { size, bold, italic } = context.look;
    const sign = { kind: "text", text: '"', marks: context.marks, size, bold, italic } as const;
    flow.add(sign);
    this.children(element, context, flow);
    flow.add(sign);
  }

  button(element: Element, context: Context, flow: Flow): void {
    if (context.marks.some((mark) => typeof mark !== "string")) this.children(element, context, flow);
  }

  form(element: Element, context: Context, flow: Flow, declarations: Declarations, around: Context): void {
    if (textUpTo(element, LONGEST_FORM).length > LONGEST_FORM || !hasField(element))
      this.#block(element, context, flow, declarations, around);
    else flow.close();
  }

  list(element: Element, context: Context, flow: Flow): void {
    flow.close();
    const items: Block[][] = [];
    for (const node of element.childNodes) {
      if (isElement(node) && (node.tagName === "li" || (node.tagName === "ul" && items.length === 0))) {
        this.#listItem(node, context, items);
      } else if (isElement(node)) {
        // A list straight in a list, as Word writes: it belongs to the item before.
        const inner = new Flow();
        this.#node(node, context, inner);
        inner.close();
        const last = items.at(-1);
        if (last) for (const block of inner.blocks) last.push(block);
        else if (inner.blocks.length > 0) items.push([...inner.blocks]);
      } else if (isText(node) && /[^\s\u00a0]/.test(node.value)) {
        const inner = new Flow();
        this.#text(node.value, context, inner);
        inner.close();
        items.push(inner.blocks);
      }
    }
    const ordered = element.tagName === "ol";
    const start = Number.parseInt(attribute(element, "start") ?? "1", 10);
    if (items.length > 0) flow.push({ kind: "list", ordered, start: start >= 0 ? start : 1, items });
  }

  #listItem(node: Element, context: Context, items: Block[][]): void {
    const inner = new Flow();
    if (node.tagName === "li") {
      const declarations = this.#stylesheet.declarationsOf(node);
      const number = this.#footnotes.notes.get(node);
      if (isHidden(node, declarations)) return;
      this.#anchors(node, inner);
      const around = this.#contextFor(node, declarations, context);
      if (number !== undefined) {
        this.#note(number, node, around, inner);
        return;
      }
      this.children(node, { ...around, container: node }, inner);
    } else this.#node(node, context, inner);
    inner.close();
    if (inner.blocks.length > 0) items.push(inner.blocks);
  }

  quote(element: Element, context: Context, flow: Flow, _declarations: Declarations, around: Context): void {
    flow.close({ lineOf: around.container });
    const inner = new Flow();
    this.children(element, { ...context, container: element }, inner);
    inner.close({ lineOf: element });
    if (inner.blocks.length > 0) flow.push({ kind: "quote", blocks: inner.blocks });
  }

  term(element: Element, context: Context, flow: Flow): void {
    flow.close();
    this.children(
      element,
      { ...context, marks: marked(context.marks, "strong", false, true), container: element },
      flow,
    );
    flow.close();
  }

  code(element: Element, context: Context, flow: Flow, declarations: Declarations, around: Context): void {
    // Text that was written in a plain mail program stands in <pre>, too.
    const code = childOf(element, "code");
    const isMail =
      /moz-|plain|mail/i.test(attribute(element, "class") ?? "") ||
      hasDescendant(element, ({ tagName }) => tagName === "a" || tagName === "img");
    if (!code && isMail) {
      this.#block(element, context, flow, declarations, around);
      return;
    }
    const text = textContent(element).replace(/\n$/, "");
    const language = /\blanguage-([\w+#.-]{1,30})/.exec(attribute(code ?? element, "class") ?? "")?.[1];
    if (text.trim() !== "") flow.push({ kind: "code", text, language });
  }

  table(element: Element, context: Context, flow: Flow, declarations: Declarations, around: Context): void {
    if (!isDataTable(element, this.#stylesheet)) {
      this.#block(element, context, flow, declarations, around);
      return;
    }
    flow.close();
    const caption = childOf(element, "caption");
    if (caption) this.#element(caption, context, flow);
    flow.close();
    const rows = rowsOf(element);
    const cells = readGrid(rows, (cell, row) => this.#cell(cell, row, context));
    if (cells.some((row) => row.some((cell) => cell.length > 0))) {
      const hasPlainHead = rows[0]?.cells.every((cell) => cell.tagName === "td") ?? false;
      flow.push({
        kind: "table",
        rows: cells,
        hasPlainHead,
        align: alignments(rows, cells[0]?.length ?? 0, this.#stylesheet),
      });
    }
  }

  #cell(cell: Element, row: Row, context: Context): Inline[] {
    const rowDeclarations = this.#stylesheet.declarationsOf(row.element);
    const declarations = this.#stylesheet.declarationsOf(cell);
    if (isHidden(row.element, rowDeclarations) || isHidden(cell, declarations)) return [];
    const flow = new Flow();
    const inRow = this.#contextFor(row.element, rowDeclarations, context);
    this.#anchors(cell, flow);
    this.children(cell, { ...this.#contextFor(cell, declarations, inRow), container: cell }, flow);
    flow.close();
    return cellInlines(flow.blocks);
  }

  /** A row of a layout table. One that begins with a bullet or a number in a cell of its own is an item of a list. */
  row(element: Element, context: Context, flow: Flow, declarations: Declarations, around: Context): void {
    const cells = element.childNodes.filter(isElement).filter((cell) => textUpTo(cell, 1) !== "");
    const [sign, content] = cells;
    const text = sign ? plainLine(textUpTo(sign, 5)) : "";
    const number = numberOf(`${text} `);
    if (
      !sign ||
      !content ||
      cells.length !== 2 ||
      text.length > 4 ||
      !(BULLET_SIGN.test(text) || number !== undefined)
    ) {
      this.#block(element, context, flow, declarations, around);
      return;
    }
    flow.close({ lineOf: around.container });
    flow.item({ level: 1, number, isCertain: true });
    this.#element(content, context, flow);
  }
}

type Special = (
  this: PageReader,
  element: Element,
  context: Context,
  flow: Flow,
  declarations: Declarations,
  around: Context,
) => void;

const { prototype } = PageReader;
const SPECIAL: Readonly<Record<string, Special | undefined>> = Object.assign(Object.create(null), {
  a: prototype.link,
  area: prototype.area,
  blockquote: prototype.quote,
  br: prototype.break,
  button: prototype.button,
  dt: prototype.term,
  form: prototype.form,
  hr: prototype.rule,
  iframe: prototype.frame,
  img: prototype.picture,
  ol: prototype.list,
  ul: prototype.list,
  menu: prototype.list,
  dir: prototype.list,
  pre: prototype.code,
  q: prototype.quotation,
  table: prototype.table,
  tr: prototype.row,
});

function marked(marks: readonly Mark[], mark: Mark, was: boolean, is: boolean): readonly Mark[] {
  if (was === is) return marks;
  if (!is) return marks.filter((old) => old !== mark);
  return marks.includes(mark) ? marks : [...marks, mark];
}
