import { MARKERS } from "./text-rules.ts";

/** A line as written: lines that a mail program wrapped are joined. */
export interface Line {
  readonly text: string;
  readonly indent: number;
}

/** Lines without an empty one between them. */
export type Block = readonly Line[];

/** Mail programs break lines at 65 to 78 characters; a text whose lines are longer has one line a paragraph. */
const WIDEST_WRAP = 90;
const NARROWEST_WRAP = 40;

/** Blocks of lines. A line of only spaces, also of the no-break kind that Paloma sets between blocks, counts as empty. */
export function readBlocks(lines: readonly string[]): Block[] {
  const width = wrapWidth(lines);
  const blocks: Line[][] = [];
  let block: Line[] = [];
  let parts: string[] = [];
  let indent = 0;
  const endLine = () => {
    if (parts.length > 0) block.push({ text: parts.join(" "), indent });
    parts = [];
  };
  const endBlock = () => {
    endLine();
    if (block.length > 0) blocks.push(block);
    block = [];
  };
  let previous = "";
  for (const line of lines) {
    const text = line.trim();
    if (text === "") endBlock();
    else {
      if (parts.length > 0 && !continues(previous, line, width, indent)) endLine();
      if (parts.length === 0) indent = indentOf(line);
      parts.push(text);
    }
    previous = line;
  }
  endBlock();
  return blocks;
}

/** Whether a line break was made by a program, not by the writer: the next word had not fitted on the line. */
function continues(line: string, next: string, width: number | undefined, indent: number): boolean {
  const text = next.trim();
  if (isMarked(text)) return false;
  // A hanging item: lines indented further than its marker belong to it.
  if (isMarked(line.trim()) && indentOf(next) > indent) return true;
  if (width === undefined) return false;
  return isFull(line, text, width) || (line.endsWith(" ") && line.trimEnd() !== "--");
}

function isFull(line: string, next: string, width: number): boolean {
  const space = next.search(/\s/);
  const word = space === -1 ? next.length : space;
  return line.trimEnd().length + 1 + word > width;
}

function isMarked(text: string): boolean {
  return MARKERS.some(({ pattern }) => pattern.test(text));
}

/** The width at which the lines were wrapped; undefined when they were not. */
function wrapWidth(lines: readonly string[]): number | undefined {
  let width = 0;
  for (const line of lines) {
    const text = line.trimEnd();
    // A long address cannot be wrapped, so it does not show the width.
    if (text.length > width && !text.includes("://")) width = text.length;
    if (width > WIDEST_WRAP) return undefined;
  }
  if (width < NARROWEST_WRAP) return undefined;
  let full = 0;
  let loose = 0;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1]?.trim() ?? "";
    if (line.trim().length < NARROWEST_WRAP || next === "" || isMarked(next)) continue;
    if (isFull(line, next, width) || line.endsWith(" ")) full += 1;
    else loose += 1;
  }
  return full >= 3 && full > loose ? width : undefined;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
