import type { Blockquote, Heading, List, ListItem, Paragraph, PhrasingContent, RootContent } from "mdast";
import type { LetterTree } from "../importer.ts";
import { isBareList, isCardLine, isLeadIn, isRow, LONGEST_CARD_LINE } from "./line-looks.ts";
import { type Block, type Line, readBlocks } from "./read-lines.ts";
import { withLinks } from "./text-links.ts";
import { BLOCK_NAMES, LISTED_BLOCKS, MARKERS, NOT_HEADINGS, QUOTES, RULE, SPEECH, UNDERLINE } from "./text-rules.ts";

/** A longer line alone is a sentence. */
const LONGEST_HEADING = 80;
const MOST_CARD_LINES = 12;
const LONGEST_PULL_QUOTE = 600;
/** Quotes within quotes: deeper ones are read as the deepest, so that a million `>` nest no further. */
const DEEPEST_QUOTE = 8;

/** Reads the plain text of a letter: a mail's text part, or a web version copied as text. */
export function textToTree(text: string): LetterTree {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|[\r\n\u2028\u2029\f\v]/);
  return { root: { type: "root", children: readText(lines, 0) }, pictures: new Map(), repairs: [] };
}

/** Quoted lines become quotes; what stands between them is read as a letter. */
function readText(lines: readonly string[], depth: number): RootContent[] {
  const nodes: RootContent[] = [];
  let start = 0;
  while (start < lines.length) {
    const quoted = isQuoted(lines[start]);
    let end = start + 1;
    while (end < lines.length && isQuoted(lines[end]) === quoted) end += 1;
    const part = lines.slice(start, end);
    if (quoted) append(nodes, [quoteOf(part, depth)]);
    else append(nodes, readBody(part));
    start = end;
  }
  return nodes;
}

function isQuoted(line: string | undefined): boolean {
  return line?.startsWith(">") ?? false;
}

function quoteOf(lines: readonly string[], depth: number): Blockquote {
  const isDeepest = depth + 1 >= DEEPEST_QUOTE;
  const inner = lines.map((line) => line.replace(isDeepest ? /^[>\s]+/ : /^> ?/, ""));
  return { type: "blockquote", children: readText(inner, depth + 1) as Blockquote["children"] };
}

/** `push(...many)` overflows the stack when there are very many. */
function append<T>(to: T[], from: readonly T[]): void {
  for (const each of from) to.push(each);
}

/** The text after a line `-- ` is the sender's signature. Its lines stay as they stand. */
function readBody(lines: readonly string[]): RootContent[] {
  const sign = lines.findLastIndex((line) => line === "-- " || line === "--");
  if (sign === -1) return new Reader(splitBlocks(readBlocks(lines))).read();
  const nodes = new Reader(splitBlocks(readBlocks(lines.slice(0, sign)))).read();
  for (const block of readBlocks(lines.slice(sign + 1))) nodes.push(card(block));
  return nodes;
}

/** A block whose first line is a heading by its own right, or whose lines hold rules, is several blocks. */
function splitBlocks(blocks: readonly Block[]): Block[] {
  const split: Block[] = [];
  for (const block of blocks) {
    let rest: Line[] = [];
    const end = () => {
      if (rest.length > 0) split.push(rest);
      rest = [];
    };
    for (const [index, line] of block.entries()) {
      const isUnderlined = UNDERLINE.test(block[index + 1]?.text ?? "") && isHeadingLength(line.text);
      const isUnderline = UNDERLINE.test(line.text) && rest.length === 1 && index > 0;
      if (isUnderline) {
        rest.push(line);
        end();
      } else if (isUnderlined || isRule(line.text)) {
        end();
        rest.push(line);
        if (!isUnderlined) end();
      } else {
        rest.push(line);
        if (rest.length === 1 && block.length > index + 1 && opensBlock(line.text, block[index + 1])) end();
      }
    }
    end();
  }
  return split;
}

/** The first line of a block is its heading when it names it, or when a long paragraph follows it at once. */
function opensBlock(text: string, next: Line | undefined): boolean {
  if (isBlockName(text)) return true;
  if (next === undefined || text.length > 60 || /[.!?:;,]$/.test(text) || !hasHeadingLook(text)) return false;
  return next.text.length >= 100 && /[.!?]["”’)]?$/.test(next.text);
}

function isBlockName(text: string): boolean {
  const name = text.length <= LONGEST_HEADING ? text.replace(/\s*:$/, "") : "";
  return BLOCK_NAMES.some((pattern) => pattern.test(name));
}

function isRule(text: string): boolean {
  return text.length <= 200 && RULE.test(text);
}

function isHeadingLength(text: string): boolean {
  return text.length <= LONGEST_HEADING && /\p{L}/u.test(text);
}

function isCapitals(text: string): boolean {
  return isHeadingLength(text) && /\p{Lu}.*\p{Lu}.*\p{Lu}.*\p{Lu}/u.test(text) && text === text.toUpperCase();
}

/** Whether a line could be a heading, wherever it stands. */
function hasHeadingLook(text: string): boolean {
  if (!isHeadingLength(text) || isRule(text) || markerOf(text)?.sure) return false;
  if (isBlockName(text)) return true;
  if (/[.:;,…]$/.test(text) || /^\p{Ll}/u.test(text)) return false;
  return !NOT_HEADINGS.some((pattern) => pattern.test(text));
}

interface Item {
  readonly kind: string;
  readonly sure: boolean;
  /** Of a numbered item. */
  readonly number: number | undefined;
  readonly text: string;
}

function markerOf(text: string): Item | undefined {
  for (const { pattern, kind, sure } of MARKERS) {
    const marker = pattern.exec(text)?.[0];
    if (marker === undefined) continue;
    const number = kind === "1" ? Number.parseInt(marker, 10) : undefined;
    return { kind, sure, number, text: text.slice(marker.length) };
  }
  return undefined;
}

/** Reads block after block, as each is read in the light of the one before and the one after. */
class Reader {
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
      const heading = this.#heading(block);
      const quote = heading ? undefined : this.#pullQuote(block);
      const special = heading ?? quote;
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
    const last = block.at(-1)?.text ?? "";
    const isSigned = block.length > 1 && /^[–—-]\s*\p{L}/u.test(last) && last.length <= LONGEST_HEADING * 2;
    const lines = (isSigned ? block.slice(0, -1) : block).map((line) => line.text);
    if (lines.length > 10) return undefined;
    const text = lines.join("\n");
    const closing = QUOTES[text[0] ?? ""];
    if (closing === undefined || text.length > LONGEST_PULL_QUOTE || text.length < 3) return undefined;
    const inner = text.replace(/[.!?,]$/, "");
    if (!closing.includes(inner.at(-1) ?? " ") || inner.length < 3) return undefined;
    // `"A" and "B"` begins and ends with quotation marks, but is no quotation.
    if ([...inner.slice(1, -1)].some((sign) => sign === text[0] || closing.includes(sign))) return undefined;
    const children: Paragraph[] = [paragraph(withLinks(text))];
    const signature = isSigned ? last : this.#signatureBelow();
    if (signature !== undefined) children.push(paragraph(withLinks(signature)));
    return { type: "blockquote", children };
  }

  /** "– Anna Andersson, rektor" in a block of its own under a quotation. */
  #signatureBelow(): string | undefined {
    const next = this.#blocks[this.#index + 1];
    const text = next?.[0]?.text ?? "";
    if (next?.length !== 1 || text.length > LONGEST_HEADING || !/^[–—-]\s*\p{Lu}[^.!?]*$/u.test(text)) return undefined;
    this.#index += 1;
    return text;
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

  /** Takes the items from a line on. Unmarked lines between items belong to the item above them. */
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

  /** A list goes on after an empty line when the next item is of its kind. */
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

function follows(first: Item | undefined, second: Item | undefined): boolean {
  if (first === undefined || second === undefined || first.kind !== second.kind) return false;
  return first.number === undefined || second.number === first.number + 1;
}

/** The list that an item belongs to by how far it is set in. */
function placeFor(levels: { indent: number; list: List }[], indent: number, item: Item): List {
  while (levels.length > 1 && indent < (levels.at(-1)?.indent ?? 0)) levels.pop();
  const level = levels.at(-1) as { indent: number; list: List };
  const parent = level.list.children.at(-1);
  if (indent < level.indent + 2 || !parent || levels.length > DEEPEST_QUOTE) return level.list;
  const last = parent.children.at(-1);
  const list = last?.type === "list" ? last : emptyList(item);
  if (list !== last) parent.children.push(list);
  levels.push({ indent, list });
  return list;
}

/** A line that begins with a small letter goes on with the sentence above it. */
function gapBefore(text: string): PhrasingContent {
  return /^\p{Ll}/u.test(text) ? { type: "text", value: " " } : { type: "break" };
}

function emptyList(item: Item): List {
  const ordered = item.kind === "1";
  const start = ordered && item.number !== 1 && item.number !== undefined ? { start: item.number } : {};
  return { type: "list", ordered, ...start, spread: false, children: [] };
}

function listItem(content: PhrasingContent[]): ListItem {
  return { type: "listItem", spread: false, children: [paragraph(content)] };
}

function textsOf(lines: readonly Line[]): string[] {
  return lines.map(({ text }) => text);
}

function isCard(lines: readonly Line[]): boolean {
  const isShort = lines.every(({ text }) => text.length <= LONGEST_CARD_LINE);
  return lines.length > 1 && lines.length <= MOST_CARD_LINES && isShort;
}

/** Lines that keep their breaks. */
function card(lines: readonly Line[]): Paragraph {
  const children: PhrasingContent[] = [];
  for (const [index, { text }] of lines.entries()) {
    if (index > 0) children.push({ type: "break" });
    append(children, withLinks(text));
  }
  return paragraph(children);
}

function paragraph(children: PhrasingContent[]): Paragraph {
  return { type: "paragraph", children };
}

function heading(text: string, depth: number): Heading {
  return { type: "heading", depth: Math.min(depth, 6) as Heading["depth"], children: withLinks(text) };
}
