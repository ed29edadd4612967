import { hasHeadingLook, isBlockName, isHeadingLength, isRule } from "./heading-looks.ts";
import type { Block, Line } from "./read-lines.ts";
import { UNDERLINE } from "./text-rules.ts";

/** Splits a block whose first line is a certain heading, or that holds rules. */
export function splitBlocks(blocks: readonly Block[]): Block[] {
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

/** The first line of a block is its heading when it is a name of blocks, or when a long paragraph follows directly. */
function opensBlock(text: string, next: Line | undefined): boolean {
  if (isBlockName(text)) return true;
  if (next === undefined || text.length > 60 || /[.!?:;,]$/.test(text) || !hasHeadingLook(text)) return false;
  return next.text.length >= 100 && /[.!?]["”’)]?$/.test(next.text);
}
