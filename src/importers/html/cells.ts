import type { Block, Inline, TextRun } from "./blocks.ts";

const SPACE: TextRun = { kind: "text", text: " ", marks: [], size: 16, bold: false, italic: false };

/** What a table's cell holds on one line, as Markdown wants it: line ends become spaces, paragraphs and items end with ";". */
export function cellInlines(blocks: readonly Block[]): Inline[] {
  const parts = paragraphs(blocks);
  return parts.flatMap((part, index): Inline[] => {
    const line = part.map((inline): Inline => (inline.kind === "break" ? SPACE : inline));
    if (index === parts.length - 1) return line;
    return [...line, { ...SPACE, text: /[.,;:!?–-]\s*$/.test(lastText(line)) ? " " : "; " }];
  });
}

function paragraphs(blocks: readonly Block[]): Inline[][] {
  return blocks.flatMap((block): Inline[][] => {
    switch (block.kind) {
      case "text":
        return [block.inlines];
      case "list":
        return block.items.flatMap(paragraphs);
      case "quote":
        return paragraphs(block.blocks);
      case "code":
        return [[{ ...SPACE, text: block.text, marks: ["code"] }]];
      case "table":
        return block.rows.flatMap((row) => row.filter((cell) => cell.length > 0).map((cell) => [...cell]));
      default:
        return [];
    }
  });
}

function lastText(inlines: readonly Inline[]): string {
  const last = inlines.at(-1);
  return last?.kind === "text" ? last.text : "";
}
