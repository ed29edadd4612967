import type { Block, TextBlock } from "./blocks.ts";
import { headedParagraph, levelHeadings, type Measure, rankHeadings } from "./headings.ts";
import { groupItems, itemLines, itemParagraphs } from "./lists.ts";
import { joinLines, splitParagraphs, textOf } from "./paragraphs.ts";

/** Finds paragraphs, quotes, headings and lists that have no markup of their own, by their style. */
export function structurePage(blocks: readonly Block[], measure: Measure): Block[] {
  const paragraphs = withLists(blocks, measure);
  const quoted = styledQuotes(paragraphs, measure);
  return levelHeadings(groupItems(itemParagraphs(rankHeadings(quoted, measure))));
}

/** The same within a list, a quote or a note, where style makes no headings. */
export function structureInner(blocks: readonly Block[], measure: Measure): Block[] {
  return groupItems(
    itemParagraphs(withLists(blocks, { ...measure, boldIsHeading: false, bodySize: Number.POSITIVE_INFINITY })),
  );
}

function withLists(blocks: readonly Block[], measure: Measure): Block[] {
  return joinLines(blocks).flatMap((block): Block[] => {
    switch (block.kind) {
      case "text":
        return splitParagraphs(block)
          .flatMap(itemLines)
          .flatMap((paragraph) => headedParagraph(paragraph, measure));
      case "list":
        return [{ ...block, items: block.items.map((item) => structureInner(item, measure)) }];
      case "quote":
        return [{ ...block, blocks: structureInner(block.blocks, measure) }];
      default:
        return [block];
    }
  });
}

// --- Pull quotes

const LONGEST_QUOTE = 600;
const LONGEST_NAME = 100;

/** Paragraphs between quotation marks, large or in italics, become quotes, with the name of the speaker below. */
function styledQuotes(blocks: readonly Block[], measure: Measure): Block[] {
  const result: Block[] = [];
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index];
    if (!block) continue;
    if (block.kind !== "text" || !isPullQuote(block, measure)) {
      result.push(block);
      continue;
    }
    const next = blocks[index + 1];
    const hasName = next?.kind === "text" && isName(next);
    result.push({ kind: "quote", blocks: hasName ? [block, next] : [block] });
    if (hasName) index += 1;
  }
  return result;
}

function isPullQuote(block: TextBlock, { bodySize }: Measure): boolean {
  if (block.heading || block.item) return false;
  const text = textOf(block.inlines);
  if (text.length > LONGEST_QUOTE || !/^["”“»«„].+["”“«»](?:\s*[–—-].{0,100})?$/s.test(text)) return false;
  const runs = block.inlines.filter((inline) => inline.kind === "text" && inline.text.trim() !== "");
  return runs.every((run) => run.kind === "text" && (run.italic || run.size >= bodySize * 1.15));
}

function isName(block: TextBlock): boolean {
  const text = textOf(block.inlines);
  return !block.heading && text.length <= LONGEST_NAME && /^[–—-]\s*\p{Lu}/u.test(text) && !/[.!?]$/.test(text);
}
