import type { Block, Inline, TextBlock, TextRun } from "./blocks.ts";
import { linesOf, textOf, withBreaks } from "./paragraphs.ts";

/**
 * Headings without markup, as in most letters: a line of its own that is larger than the text, or a short bold one with text
 * after it.
 */

/** The style of running text in the letter, which headings differ from. */
export interface Measure {
  /** In pixels. */
  readonly bodySize: number;
  /** Whether bold lines are headings. In a letter with real headings, a bold line is emphasis. */
  readonly boldIsHeading: boolean;
}

const LARGER = 1.15;
const MUCH_LARGER = 1.5;
const LONGEST_LARGE = 120;
const LONGEST_MUCH_LARGE = 200;
const LONGEST_BOLD = 90;
/** Characters after a bold first line that make it a heading: under the name of a person there are only short lines. */
const SHORTEST_TEXT_AFTER = 80;
/** Pixels. Sizes that differ by less are the same. */
const SAME_SIZE = 1;

/** The size that most of the text has. */
export function measureOf(sizes: ReadonlyMap<number, number>, realHeadings: number): Measure {
  let [bodySize, most] = [16, 0];
  for (const [size, length] of sizes) if (length > most) [bodySize, most] = [size, length];
  return { bodySize, boldIsHeading: realHeadings < 2 };
}

/** Separates a heading from the paragraph whose first line it is. */
export function headedParagraph(block: TextBlock, measure: Measure): TextBlock[] {
  if (block.heading || block.item) return [block];
  const [first = [], ...others] = linesOf(block.inlines);
  if (others.length === 0) return [block];
  const rest = withBreaks(others);
  const line = { ...block, inlines: first };
  const isHeading =
    largeRank(line, measure) !== undefined && largeRank({ ...block, inlines: rest }, measure) === undefined;
  const isBoldHeading =
    isBoldLine(line, measure) && textOf(rest).length >= SHORTEST_TEXT_AFTER && !textRuns(rest).every((run) => run.bold);
  return isHeading || isBoldHeading ? [line, { ...block, inlines: rest, anchors: [] }] : [block];
}

/** Finds headings by style among adjacent blocks. Their rank is their size; {@link levelHeadings} makes levels of ranks. */
export function rankHeadings(blocks: readonly Block[], measure: Measure): Block[] {
  return blocks.map((block, index): Block => {
    if (block.kind !== "text" || block.heading || block.item) return block;
    const rank = largeRank(block, measure) ?? boldRank(block, blocks[index + 1], measure);
    return rank === undefined ? block : { ...block, rank };
  });
}

function largeRank(block: TextBlock, { bodySize }: Measure): number | undefined {
  const runs = textRuns(block.inlines);
  if (runs.length === 0) return undefined;
  const text = textOf(block.inlines);
  const size = runs.reduce((least, run) => Math.min(least, run.size), Number.POSITIVE_INFINITY);
  if (size < bodySize * LARGER || size < bodySize + 2 || !/[\p{L}\p{N}]/u.test(text)) return undefined;
  if (size >= bodySize * MUCH_LARGER) return text.length <= LONGEST_MUCH_LARGE ? size : undefined;
  return text.length <= LONGEST_LARGE && !/[.:,;]$/.test(text) && !isButton(runs) ? size : undefined;
}

function boldRank(block: TextBlock, next: Block | undefined, measure: Measure): number | undefined {
  const hasTextAfter =
    next !== undefined &&
    (next.kind === "list" ||
      next.kind === "table" ||
      next.kind === "quote" ||
      (next.kind === "text" && !next.heading && !isBoldLine(next, measure) && largeRank(next, measure) === undefined));
  return hasTextAfter && isBoldLine(block, measure) ? measure.bodySize : undefined;
}

function isBoldLine(block: TextBlock, measure: Measure): boolean {
  if (!measure.boldIsHeading) return false;
  const runs = textRuns(block.inlines);
  const text = textOf(block.inlines);
  return (
    runs.length > 0 &&
    runs.every((run) => run.bold && run.size >= measure.bodySize * 0.95) &&
    !block.inlines.some((inline) => inline.kind === "break" || inline.kind === "picture") &&
    text.length <= LONGEST_BOLD &&
    !/[.,;:]$|@|^[-–—•·*"”]/.test(text) &&
    /\p{L}/u.test(text) &&
    !isButton(runs)
  );
}

/** All of it is a link: a button such as "Read more". */
function isButton(runs: readonly TextRun[]): boolean {
  return runs.every((run) => run.marks.some((mark) => typeof mark !== "string"));
}

function textRuns(inlines: readonly Inline[]): TextRun[] {
  return inlines.filter((inline): inline is TextRun => inline.kind === "text" && /[^\s\u00a0]/.test(inline.text));
}

/** Makes levels of ranks, the largest first, placed among the real headings by size. */
export function levelHeadings(blocks: readonly Block[]): Block[] {
  const real = new Map<number, number>();
  const ranks = new Set<number>();
  for (const block of blocks) {
    if (block.kind !== "text") continue;
    if (block.rank !== undefined) ranks.add(block.rank);
    if (block.heading === undefined) continue;
    const size = textRuns(block.inlines).reduce((most, run) => Math.max(most, run.size), 0);
    real.set(block.heading, Math.max(real.get(block.heading) ?? 0, size));
  }
  const levels = new Map<number, number>();
  let [level, last] = [0, Number.POSITIVE_INFINITY];
  for (const rank of [...ranks].sort((a, b) => b - a)) {
    const above = Math.max(0, ...[...real].filter(([, size]) => size >= rank - SAME_SIZE).map(([depth]) => depth));
    if (last - rank > SAME_SIZE || level <= above) level = Math.max(level + 1, above + 1);
    last = rank;
    levels.set(rank, Math.min(level, 6));
  }
  return blocks.map((block): Block => {
    if (block.kind !== "text" || block.rank === undefined) return block;
    return { ...block, heading: levels.get(block.rank) ?? 2 };
  });
}
