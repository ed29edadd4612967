import type { Block, Inline, TextBlock } from "./blocks.ts";
import type { Element } from "./parse-html.ts";

/** Paragraphs without markup: lines in boxes of their own, double line breaks, empty lines. */

/** Joins adjacent lines to one paragraph where empty lines separate others. */
export function joinLines(blocks: readonly Block[]): Block[] {
  const withGaps = new Set<Element>();
  for (const block of blocks) if (block.kind === "gap") withGaps.add(block.of);
  const result: Block[] = [];
  let isOpen = false;
  for (const block of blocks) {
    if (block.kind === "gap") {
      isOpen = false;
      continue;
    }
    const isLine =
      block.kind === "text" &&
      !block.heading &&
      !block.item &&
      block.lineOf !== undefined &&
      withGaps.has(block.lineOf);
    const last = result.at(-1);
    if (isLine && isOpen && last?.kind === "text" && last.lineOf === block.lineOf) {
      last.inlines.push({ kind: "break" });
      for (const inline of block.inlines) last.inlines.push(inline);
    } else result.push(isLine ? { ...block, inlines: [...block.inlines] } : block);
    isOpen = isLine;
  }
  return result;
}

/** Splits at two or more line breaks. */
export function splitParagraphs(block: TextBlock): TextBlock[] {
  if (block.heading) return [block];
  const paragraphs: Inline[][] = [];
  let current: Inline[][] = [];
  for (const line of linesOf(block.inlines)) {
    if (line.some(isVisible)) current.push(line);
    else if (current.length > 0) {
      paragraphs.push(withBreaks(current));
      current = [];
    }
  }
  if (current.length > 0) paragraphs.push(withBreaks(current));
  return paragraphs.map((inlines, index) => ({
    ...block,
    inlines,
    anchors: index === 0 ? block.anchors : [],
    item: index === 0 ? block.item : undefined,
  }));
}

/** The inlines between line breaks. */
export function linesOf(inlines: readonly Inline[]): Inline[][] {
  const lines: Inline[][] = [];
  let line: Inline[] = [];
  for (const inline of inlines) {
    if (inline.kind === "break") {
      lines.push(line);
      line = [];
    } else line.push(inline);
  }
  lines.push(line);
  return lines;
}

/** The inverse of {@link linesOf}. */
export function withBreaks(lines: readonly (readonly Inline[])[]): Inline[] {
  return lines.flatMap((line, index): Inline[] => (index === 0 ? [...line] : [{ kind: "break" }, ...line]));
}

function isVisible(inline: Inline): boolean {
  return inline.kind === "text" ? /[^\s\u00a0]/.test(inline.text) : true;
}

/** The text of inlines on trimmed lines, for comparisons. */
export function textOf(inlines: readonly Inline[]): string {
  let text = "";
  for (const inline of inlines) {
    if (inline.kind === "text") text += inline.text;
    else if (inline.kind === "break") text += "\n";
  }
  return text.replace(/[^\S\n]+/g, " ").trim();
}
