import type { Block, Inline, ItemMark, TextBlock } from "./blocks.ts";
import { linesOf, textOf, withBreaks } from "./paragraphs.ts";

/** Lists without markup: lines and paragraphs that begin with a bullet or the next number. */

/** A line with its sign, if it has one. */
interface Line<Content> {
  readonly content: Content;
  readonly text: string;
  readonly sign: ListSign | undefined;
}

type ListBlock = Extract<Block, { kind: "list" }>;

/** More text than this after a dash is a paragraph. */
const LONGEST_DASHED = 160;

/** Lines of one paragraph that are items become paragraphs of their own, marked as items. */
export function itemLines(block: TextBlock): TextBlock[] {
  if (block.heading || block.item || !block.inlines.some((inline) => inline.kind === "break")) return [block];
  const lines = linesOf(block.inlines).map((content) => lineOf(content, content));
  const runs = runsOfItems(lines);
  if (!runs.some((run) => run.isList)) return [block];
  return runs.flatMap((run): TextBlock[] => {
    if (run.isList) return run.lines.map((line) => asItem({ ...block, inlines: line.content, anchors: [] }, line.sign));
    const inlines = withBreaks(run.lines.map((line) => line.content));
    return textOf(inlines) === "" ? [] : [{ ...block, inlines }];
  });
}

/** Paragraphs in a row that begin as items do. */
export function itemParagraphs(blocks: readonly Block[]): Block[] {
  const lines = blocks.map(
    (block): Line<Block> =>
      block.kind === "text" && !block.heading && !block.item && !block.rank
        ? lineOf(block, block.inlines)
        : { content: block, text: "", sign: undefined },
  );
  return runsOfItems(lines).flatMap((run) =>
    run.lines.map((line) =>
      run.isList && line.content.kind === "text" ? asItem(line.content, line.sign) : line.content,
    ),
  );
}

function lineOf<Content>(content: Content, inlines: readonly Inline[]): Line<Content> {
  const text = textOf(inlines);
  const first = inlines.find((inline) => inline.kind !== "text" || inline.text.trim() !== "");
  // The sign must be text: not code, nor after a picture.
  const isText = first?.kind === "text" && !first.marks.includes("code");
  return { content, text, sign: isText ? listSign(`${text} `) : undefined };
}

function runsOfItems<Content>(lines: readonly Line<Content>[]): { isList: boolean; lines: Line<Content>[] }[] {
  const runs: { isList: boolean; lines: Line<Content>[] }[] = [];
  for (let index = 0; index < lines.length; ) {
    const run = itemsFrom(lines, index);
    if (isList(run)) {
      runs.push({ isList: true, lines: run });
      index += run.length;
      continue;
    }
    // Lines that almost were a list stay together: examining each again from every line before it would be quadratic.
    const plain = lines.slice(index, index + Math.max(1, run.length));
    const last = runs.at(-1);
    if (last && !last.isList) for (const line of plain) last.lines.push(line);
    else runs.push({ isList: false, lines: plain });
    index += plain.length;
  }
  return runs;
}

/** The longest run of items of one kind that begins here: bullets, or numbers that count up. */
function itemsFrom<Content>(lines: readonly Line<Content>[], start: number): Line<Content>[] {
  const run: Line<Content>[] = [];
  let number = lines[start]?.sign?.number;
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line?.sign || line.sign.number !== number) break;
    if (number !== undefined) number += 1;
    run.push(line);
  }
  return run;
}

function isList<Content>(run: readonly Line<Content>[]): boolean {
  if (run.length === 0) return false;
  if (run.some((line) => line.sign?.isCertain)) return true;
  if (run.length < 2) return false;
  // Swedish begins speech with a dash. Items are short, and are not speech.
  const dashed = run.filter((line) => line.sign?.isDash);
  return !dashed.some((line) => SPEECH.test(line.text) || line.text.length > LONGEST_DASHED || /[?!]$/.test(line.text));
}

function asItem(block: TextBlock, sign: ListSign | undefined): TextBlock {
  const item: ItemMark = { level: 1, number: sign?.number, isCertain: sign?.isCertain ?? false };
  return { ...block, inlines: withoutSign(block.inlines, sign), item };
}

/** Removes the sign from the start of a text, and blanks before it. */
function withoutSign(inlines: readonly Inline[], sign: ListSign | undefined): Inline[] {
  let left = sign === undefined ? 0 : [...(sign.number === undefined ? "x" : `${sign.number}.`)].length;
  return inlines.flatMap((inline): Inline[] => {
    if (left === 0 || inline.kind !== "text") return [inline];
    const text = inline.text.replace(/^[\s\u00a0]+/, "");
    const taken = text.slice(0, left);
    left -= taken.length;
    const rest = text.slice(taken.length);
    return rest === "" ? [] : [{ ...inline, text: rest }];
  });
}

/** Makes lists of adjacent paragraphs marked as items; deeper levels become lists within the item before. */
export function groupItems(blocks: readonly Block[]): Block[] {
  const result: Block[] = [];
  let open: { level: number; list: ListBlock }[] = [];
  for (const block of blocks) {
    if (block.kind !== "text" || !block.item) {
      open = [];
      result.push(block);
      continue;
    }
    const { level, number } = block.item;
    while ((open.at(-1)?.level ?? 0) > level) open.pop();
    const current = open.at(-1);
    const content: Block = { ...block, item: undefined };
    if (current?.level === level && current.list.ordered === (number !== undefined)) {
      current.list.items.push([content]);
      continue;
    }
    if (current?.level === level) open.pop();
    const list: ListBlock = { kind: "list", ordered: number !== undefined, start: number ?? 1, items: [[content]] };
    const parent = open.at(-1)?.list.items.at(-1);
    if (parent) parent.push(list);
    else result.push(list);
    open.push({ level, list });
  }
  return result;
}

// --- Bullets and numbers

/** Used for nothing but lists. U+F0B7 is a bullet of Word. */
export const BULLET_SIGN = /^[•·‣▪▫●○◦■□◆◇❖➢➤►▶✓✔✗✘\uf0b7\uf0a7\uf0d8\uf076]$|^[-–—*o]$/;
const CERTAIN_BULLET = /^\s*[•‣▪▫●○◦■□◆◇❖➢➤►▶✓✔✗✘\uf0b7\uf0a7\uf0d8\uf076]\s*(?=\S)/;
/** Also a dash or a full stop in the middle, so several are needed. */
const POSSIBLE_BULLET = /^\s*(?:[·*-]|[–—])\s+(?=\S)/;
const NUMBER = /^\s*(\d{1,3})[.)]\s+/;

export interface ListSign {
  readonly number: number | undefined;
  readonly isCertain: boolean;
  /** A dash, which can also begin speech. */
  readonly isDash: boolean;
}

/** The bullet or number that a line begins with. */
export function listSign(line: string): ListSign | undefined {
  const certain = CERTAIN_BULLET.exec(line);
  if (certain) return { number: undefined, isCertain: true, isDash: false };
  const possible = POSSIBLE_BULLET.exec(line);
  if (possible) return { number: undefined, isCertain: false, isDash: /[–—]/.test(possible[0]) };
  const number = NUMBER.exec(line);
  return number ? { number: Number(number[1]), isCertain: false, isDash: false } : undefined;
}

/** The number that a line begins with; undefined for a bullet, and for other lines. */
export function numberOf(line: string): number | undefined {
  return listSign(line)?.number;
}

/** Words by which a line after a dash is speech. */
export const SPEECH =
  /(?:,|[”"!?])\s*(?:säger|berättar|menar|tycker|förklarar|konstaterar|fortsätter|avslutar|undrar|frågar|svarar|sa|sade|says|said|adds|explains|asks)\b/i;
