import type { Element } from "./parse-html.ts";

/** A letter between HTML and mdast: blocks in reading order whose text still has its style, and {@link Flow}, which collects them. */

/** A mark on text, outermost first. A link is one with its address. */
export type Mark = "strong" | "emphasis" | "delete" | "code" | LinkMark;

export interface LinkMark {
  readonly url: string;
}

export type Inline = TextRun | Break | Picture | Note;

export interface TextRun {
  readonly kind: "text";
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly size: number;
  /** Looks bold or italic, marked or not (in a heading, bold is no emphasis). */
  readonly bold: boolean;
  readonly italic: boolean;
}

export interface Break {
  readonly kind: "break";
}

export interface Picture {
  readonly kind: "picture";
  readonly url: string;
  readonly alt: string;
  readonly marks: readonly Mark[];
}

export interface Note {
  readonly kind: "note";
  readonly id: string;
  readonly marks: readonly Mark[];
}

/** A paragraph that says it is an item of a list, by a bullet or number or as Word does. */
export interface ItemMark {
  readonly level: number;
  /** The number it has, or undefined for a bullet. */
  readonly number: number | undefined;
  /** A sign that is used for nothing but lists; of others several are needed. */
  readonly isCertain: boolean;
}

export interface TextBlock {
  readonly kind: "text";
  readonly inlines: Inline[];
  /** Level of a real heading. */
  readonly heading?: number;
  /** A line of its own without space around it, as mail programs write: its parent, so that lines side by side are found. */
  readonly lineOf?: Element | undefined;
  /** Ids of places in the letter that lead here. */
  readonly anchors: readonly string[];
  readonly item?: ItemMark | undefined;
  /** How large it is, where it is a heading by its look. */
  readonly rank?: number;
}

export type Block =
  | TextBlock
  | { readonly kind: "list"; readonly ordered: boolean; readonly start: number; readonly items: Block[][] }
  | { readonly kind: "quote"; readonly blocks: Block[] }
  | { readonly kind: "code"; readonly text: string; readonly language: string | undefined }
  | {
      readonly kind: "table";
      readonly rows: readonly (readonly Inline[][])[];
      /** The cells of the first row are no heads by themselves, and may be bold to look so. */
      readonly hasPlainHead: boolean;
      readonly align: readonly Alignment[];
    }
  | { readonly kind: "rule" }
  /** An empty line between lines of the same parent. */
  | { readonly kind: "gap"; readonly of: Element };

export type Alignment = "left" | "right" | "center" | null;

/** How a paragraph ends. */
export interface Closing {
  readonly heading?: number;
  readonly lineOf?: Element | undefined;
}

/** Collects blocks in reading order: text until something closes the paragraph. */
export class Flow {
  readonly blocks: Block[] = [];
  #inlines: Inline[] = [];
  #anchors: string[] = [];
  #item: ItemMark | undefined;

  /** How much that a reader sees has been added. */
  written = 0;

  add(inline: Inline): void {
    this.#inlines.push(inline);
    if (hasContent(inline)) this.written += 1;
  }

  /** A place in the letter that a link leads to: it belongs to the paragraph that comes. */
  anchor(id: string): void {
    this.#anchors.push(id);
  }

  /** The paragraph that comes is an item of a list. */
  item(mark: ItemMark): void {
    this.#item = mark;
  }

  /** Ends the paragraph. @returns whether there was one */
  close({ heading, lineOf }: Closing = {}): boolean {
    const inlines = this.#inlines;
    this.#inlines = [];
    if (!inlines.some(hasContent)) {
      const isEmptyLine = inlines.some(
        (inline) => inline.kind === "break" || (inline.kind === "text" && /\u00a0/.test(inline.text)),
      );
      if (isEmptyLine && lineOf) this.blocks.push({ kind: "gap", of: lineOf });
      return false;
    }
    const anchors = this.#anchors;
    this.#anchors = [];
    const block: TextBlock = {
      kind: "text",
      inlines,
      anchors,
      lineOf,
      item: this.#item,
      ...(heading ? { heading } : {}),
    };
    this.#item = undefined;
    this.blocks.push(block);
    return true;
  }

  push(block: Block): void {
    this.close();
    this.blocks.push(block);
    this.written += 1;
  }
}

function hasContent(inline: Inline): boolean {
  return inline.kind === "text" ? /[^\s\u00a0]/.test(inline.text) : inline.kind !== "break";
}
