import type { Block, Inline, ItemMark, TextBlock } from "./blocks.ts";
import type { Element } from "./parse-html.ts";

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
