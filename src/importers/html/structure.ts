import type { Block } from "./blocks.ts";
import { headedParagraph, levelHeadings, type Measure, rankHeadings } from "./headings.ts";
import { joinLines, splitParagraphs } from "./lines.ts";
import { groupItems, itemLines, itemParagraphs } from "./lists.ts";
import { quotesByLook } from "./quotes.ts";

/** What the letter's blocks are, where only their look tells: paragraphs, quotes, headings, lists. */
export function structurePage(blocks: readonly Block[], measure: Measure): Block[] {
  const paragraphs = withLists(blocks, measure);
  const quoted = quotesByLook(paragraphs, measure);
  return levelHeadings(groupItems(itemParagraphs(rankHeadings(quoted, measure))));
}

/** The same for what lies in a list, a quote or a note, where nothing is a heading by its look. */
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
