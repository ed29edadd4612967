import type { Element } from "./parse-html.ts";

/** A letter between HTML and mdast: blocks in reading order whose text still has its style, and {@link Flow}, which collects them. */

/** A mark on text, outermost first. A link is one with its address, a passage in a language one with that. */
export type Mark = "strong" | "emphasis" | "delete" | "code" | LanguageMark | LinkMark;

/** BCP 47 behind `lang:`. */
export type LanguageMark = `lang:${string}`;

export interface LinkMark {
  readonly url: string;
}

/** Whether a mark is that of a language. */
export function isLanguage(mark: Mark): mark is LanguageMark {
  return typeof mark === "string" && mark.startsWith("lang:");
}

export type Inline = TextRun | Break | Picture | Note;

export interface TextRun {
  readonly kind: "text";
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly size: number;
  /** The computed style, whatever the marks: bold in a heading is not marked, as it is not emphasis. */
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

/** Makes a paragraph an item of a list: it begins with a bullet or number, or Word marked it. */
export interface ItemMark {
  readonly level: number;
  /** The number it has, or undefined for a bullet. */
  readonly number: number | undefined;
  /** Whether its sign is used for nothing but lists; of other signs it takes several items. */
  readonly isCertain: boolean;
}

export interface TextBlock {
  readonly kind: "text";
  readonly inlines: Inline[];
  /** Level of a real heading. */
  readonly heading?: number;
  /** The parent of a line without space around it, as mail programs write: adjacent lines of one parent are one paragraph. */
  readonly lineOf?: Element | undefined;
  /** Ids at this place that links lead to. */
  readonly anchors: readonly string[];
  readonly item?: ItemMark | undefined;
  /** Text size in pixels, where it is a heading by its style. */
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
      /** The first row holds `td`, not `th`; bold in it may only mark it as the head. */
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

  /** Number of visible inlines and blocks added so far. */
  written = 0;

  add(inline: Inline): void {
    this.#inlines.push(inline);
    if (hasContent(inline)) this.written += 1;
  }

  /** Gives the next paragraph an id that a link leads to. */
  anchor(id: string): void {
    this.#anchors.push(id);
  }

  /** Makes the next paragraph an item of a list. */
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
