import type { Element } from "./parse-html.ts";

/** The letter between HTML and tree: blocks of text in reading order, with their look still known. */

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
