import type { List, Paragraph, PhrasingContent, Root, RootContent } from "mdast";
import { isBareList, isLeadIn, isRow } from "../text/line-looks.ts";
import { joinLines, linesOf, paragraph, plainText } from "./tree.ts";

/** A line between hard breaks that is longer than this is a paragraph of its own. */
const LONGEST_LINE = 100;

/**
 * Structures lines that HTML separates by `<br>` only, as plain text is structured: rows and what a lead-in announces become
 * lists, and long lines paragraphs. An address or a signature keeps its breaks.
 */
export function structureBareLines(root: Root): void {
  const nodes: RootContent[] = [];
  let isAnnounced = false;
  for (const node of root.children) {
    const parts: RootContent[] = node.type === "paragraph" ? structured(linesOf(node), isAnnounced) : [node];
    for (const part of parts) nodes.push(part);
    const last: RootContent | undefined = parts.at(-1);
    isAnnounced = last?.type === "paragraph" && isLeadIn(plainText(last));
  }
  root.children = nodes;
}

type Line = PhrasingContent[];

function structured(lines: readonly Line[], isAnnounced: boolean): (Paragraph | List)[] {
  if (lines.length < 2) return lines.map(paragraph);
  const texts = lines.map((line) => plainText(paragraph(line)));
  if (texts.every(isRow) || (isAnnounced && isBareList(texts))) return [listOf(lines)];
  const leadIn = texts.findIndex(isLeadIn);
  if (leadIn !== -1 && isBareList(texts.slice(leadIn + 1)))
    return [...paragraphs(lines.slice(0, leadIn + 1)), listOf(lines.slice(leadIn + 1))];
  return paragraphs(lines);
}

function paragraphs(lines: readonly Line[]): Paragraph[] {
  const isLong = lines.some((line) => plainText(paragraph(line)).length > LONGEST_LINE);
  return isLong ? lines.map(paragraph) : [paragraph(joinLines(lines))];
}

function listOf(lines: readonly Line[]): List {
  const children = lines.map((line) => ({ type: "listItem" as const, spread: false, children: [paragraph(line)] }));
  return { type: "list", ordered: false, spread: false, children };
}
