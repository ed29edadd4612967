import type { Blockquote, List, PhrasingContent, RootContent } from "mdast";
import { hasHeadingLook, isBlockName, isCapitals, isHeadingLength, isRule } from "./heading-looks.ts";
import { isBareList, isCardLine, isLeadIn, isRow, LONGEST_CARD_LINE } from "./line-looks.ts";
import { emptyList, follows, type Item, listItem, markerOf, placeFor } from "./list-items.ts";
import { append, card, heading, paragraph } from "./nodes.ts";
import { pullQuoteOf } from "./pull-quotes.ts";
import type { Block, Line } from "./read-lines.ts";
import { withLinks } from "./text-links.ts";
import { LISTED_BLOCKS, NOT_HEADINGS, SPEECH, UNDERLINE } from "./text-rules.ts";

const MOST_CARD_LINES = 12;

/** Reads block after block, with the one before and the one after as context. */
export class BlockReader {
  readonly #blocks: readonly Block[];
  readonly #nodes: RootContent[] = [];
  readonly #hasCapitals: boolean;
  /** Whether the last line announced what follows. */
  #isAnnounced = false;
  /** The sign that the last list's items begin with. */
  #listKind = "";
  #index = 0;

  constructor(blocks: readonly Block[]) {
    this.#blocks = blocks;
    this.#hasCapitals = blocks.filter((block) => block.length === 1 && isCapitals(block[0]?.text ?? "")).length > 1;
  }

  read(): RootContent[] {
    for (this.#index = 0; this.#index < this.#blocks.length; this.#index += 1) {
      const block = this.#blocks[this.#index] ?? [];
      const special = this.#heading(block) ?? this.#pullQuote(block);
      if (special) {
        this.#nodes.push(special);
        this.#isAnnounced = false;
      } else this.#lines(block);
    }
    return this.#nodes;
  }

  #heading(block: Block): RootContent | undefined {
    const text = block[0]?.text ?? "";
    const under = block.length === 2 ? (block[1]?.text ?? "") : "";
    if (under !== "" && UNDERLINE.test(under)) return heading(text, under.startsWith("=") ? 1 : 2);
    if (block.length !== 1) return undefined;
    if (isRule(text)) return { type: "thematicBreak" };
    const marked = /^(#{1,6})\s+(?=\S)/.exec(text);
    if (marked && isHeadingLength(text)) return heading(text.slice(marked[0].length), marked[1]?.length ?? 2);
    if (!this.#isFollowed() || (this.#isAnnounced && !isBlockName(text))) return undefined;
    if (isCapitals(text) && !NOT_HEADINGS.some((pattern) => pattern.test(text))) return heading(text, 2);
    if (!hasHeadingLook(text) || this.#isListed(text)) return undefined;
    // A person's name above their address.
    if (isCardLine(this.#blocks[this.#index + 1]?.[0]?.text ?? "")) return undefined;
    return heading(text.replace(/\s*:$/, ""), this.#hasCapitals ? 3 : 2);
  }

  /** A heading is followed by text, perhaps after one more heading. */
  #isFollowed(): boolean {
    const next = this.#blocks[this.#index + 1];
    if (!next) return false;
    const isHeading = next.length === 1 && hasHeadingLook(next[0]?.text ?? "");
    if (!isHeading) return !isRule(next[0]?.text ?? "");
    const second = this.#blocks[this.#index + 2];
    return second !== undefined && !(second.length === 1 && hasHeadingLook(second[0]?.text ?? ""));
  }

  /** "2. Something" alone is an item when its neighbours are items too. */
  #isListed(text: string): boolean {
    const item = markerOf(text);
    if (!item) return false;
    const before = markerOf(this.#blocks[this.#index - 1]?.at(-1)?.text ?? "");
    const after = markerOf(this.#blocks[this.#index + 1]?.[0]?.text ?? "");
    return follows(before, item) || follows(item, after);
  }

  #pullQuote(block: Block): Blockquote | undefined {
    const found = pullQuoteOf(block, this.#blocks[this.#index + 1]);
    if (found?.takesNext) this.#index += 1;
    return found?.quote;
  }

  #lines(block: Block): void {
    let index = 0;
    let open: Line[] = [];
    const close = () => {
      if (open.length > 0) this.#text(open);
      open = [];
    };
    while (index < block.length) {
      const item = markerOf(block[index]?.text ?? "");
      if (item && this.#isItem(block, index, item)) {
        close();
        index = this.#items(block, index, item);
      } else {
        open.push(block[index] as Line);
        index += 1;
      }
    }
    close();
  }

  #isItem(block: Block, index: number, item: Item): boolean {
    if (item.sure) return true;
    const before = markerOf((index > 0 ? block[index - 1] : this.#blocks[this.#index - 1]?.at(-1))?.text ?? "");
    const atEnd = index === block.length - 1;
    const after = markerOf((atEnd ? this.#blocks[this.#index + 1]?.[0] : block[index + 1])?.text ?? "");
    const isRun = follows(before, item) || follows(item, after) || this.#isAnnounced;
    if (!isRun || item.kind === "1") return isRun;
    const isSpoken = [before, item, after].some((each) => each && SPEECH.test(each.text.slice(0, 1_000)));
    return (item.kind !== "–" || block.length > 1) && !isSpoken;
  }

  /** Reads the items from a line on. Unmarked lines between items belong to the item above them. */
  #items(block: Block, start: number, first: Item): number {
    const lastMarked = block.findLastIndex(({ text }) => markerOf(text)?.kind === first.kind);
    const list = this.#listFor(first);
    const levels: { readonly indent: number; readonly list: List }[] = [{ indent: block[start]?.indent ?? 0, list }];
    let index = start;
    for (; index <= lastMarked; index += 1) {
      const line = block[index] as Line;
      const item = markerOf(line.text);
      if (!item) {
        const above = levels.at(-1)?.list.children.at(-1)?.children[0];
        if (above?.type === "paragraph") append(above.children, [gapBefore(line.text), ...withLinks(line.text)]);
        continue;
      }
      placeFor(levels, line.indent, item).children.push(listItem(withLinks(item.text)));
    }
    this.#isAnnounced = false;
    return index;
  }

  /** A list continues after an empty line when the next item is of its kind. */
  #listFor(item: Item): List {
    const last = this.#nodes.at(-1);
    if (last?.type === "list" && this.#listKind === item.kind) {
      const next = (last.start ?? 1) + last.children.length;
      if (item.number === undefined || item.number === next) return last;
    }
    const list = emptyList(item);
    this.#nodes.push(list);
    this.#listKind = item.kind;
    return list;
  }

  /** Lines without markers. */
  #text(lines: readonly Line[]): void {
    const listed = this.#isAnnounced || this.#isUnderNames() ? lines : [];
    const leadIn = lines.findIndex(({ text }) => isLeadIn(text));
    const announced = leadIn === -1 ? [] : lines.slice(leadIn + 1);
    const isRows = lines.length > 1 && lines.every(({ text }) => isRow(text));
    if (isRows || isBareList(textsOf(listed))) this.#bareList(lines);
    else if (isBareList(textsOf(announced))) {
      this.#paragraphs(lines.slice(0, leadIn + 1));
      this.#bareList(announced);
    } else {
      this.#paragraphs(lines);
      this.#isAnnounced = isLeadIn(lines.at(-1)?.text ?? "");
    }
  }

  /** Right below a heading such as "Styrgrupp". */
  #isUnderNames(): boolean {
    const last = this.#nodes.at(-1);
    const name = last?.type === "heading" ? last.children[0] : undefined;
    return name?.type === "text" && LISTED_BLOCKS.test(name.value);
  }

  #bareList(lines: readonly Line[]): void {
    const children = lines.map(({ text }) => listItem(withLinks(text)));
    this.#nodes.push({ type: "list", ordered: false, spread: false, children });
    this.#listKind = "";
    this.#isAnnounced = false;
  }

  #paragraphs(lines: readonly Line[]): void {
    if (isCard(lines)) this.#nodes.push(card(lines));
    else for (const { text } of lines) this.#nodes.push(paragraph(withLinks(text)));
  }
}

/** A line that begins with a small letter continues the sentence above it. */
function gapBefore(text: string): PhrasingContent {
  return /^\p{Ll}/u.test(text) ? { type: "text", value: " " } : { type: "break" };
}

function textsOf(lines: readonly Line[]): string[] {
  return lines.map(({ text }) => text);
}

function isCard(lines: readonly Line[]): boolean {
  const isShort = lines.every(({ text }) => text.length <= LONGEST_CARD_LINE);
  return lines.length > 1 && lines.length <= MOST_CARD_LINES && isShort;
}
