import type { Block, TextBlock } from "./blocks.ts";
import type { Measure } from "./headings.ts";
import { textOf } from "./lines.ts";

const LONGEST_QUOTE = 600;
const LONGEST_NAME = 100;

/** Pull quotes by look: words between quotation marks that stand alone, large or in italics. Who said it belongs to them. */
export function quotesByLook(blocks: readonly Block[], measure: Measure): Block[] {
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
