import type { Blockquote } from "mdast";
import { LONGEST_HEADING } from "./heading-looks.ts";
import { paragraph } from "./nodes.ts";
import type { Block } from "./read-lines.ts";
import { withLinks } from "./text-links.ts";
import { QUOTES } from "./text-rules.ts";

const LONGEST_PULL_QUOTE = 600;
const MOST_LINES = 10;

/** A block that is a quotation, with an optional speaker: in its last line, or in a block of its own below. */
export function pullQuoteOf(
  block: Block,
  next: Block | undefined,
): { readonly quote: Blockquote; readonly takesNext: boolean } | undefined {
  const last = block.at(-1)?.text ?? "";
  const isSigned = block.length > 1 && /^[–—-]\s*\p{L}/u.test(last) && last.length <= LONGEST_HEADING * 2;
  const lines = (isSigned ? block.slice(0, -1) : block).map((line) => line.text);
  if (lines.length > MOST_LINES) return undefined;
  const text = lines.join("\n");
  if (!isQuotation(text)) return undefined;
  const below = isSigned ? undefined : signatureIn(next);
  const signature = isSigned ? last : below;
  const signatures = signature === undefined ? [] : [paragraph(withLinks(signature))];
  const quote: Blockquote = { type: "blockquote", children: [paragraph(withLinks(text)), ...signatures] };
  return { quote, takesNext: below !== undefined };
}

function isQuotation(text: string): boolean {
  const closing = QUOTES[text[0] ?? ""];
  if (closing === undefined || text.length > LONGEST_PULL_QUOTE || text.length < 3) return false;
  const inner = text.replace(/[.!?,]$/, "");
  if (!closing.includes(inner.at(-1) ?? " ") || inner.length < 3) return false;
  // `"A" and "B"` begins and ends with quotation marks, but is not a quotation.
  return ![...inner.slice(1, -1)].some((sign) => sign === text[0] || closing.includes(sign));
}

/** "– Anna Andersson, rektor" in a block of its own under a quotation. */
function signatureIn(block: Block | undefined): string | undefined {
  const text = block?.[0]?.text ?? "";
  const isSignature = block?.length === 1 && text.length <= LONGEST_HEADING && /^[–—-]\s*\p{Lu}[^.!?]*$/u.test(text);
  return isSignature ? text : undefined;
}
