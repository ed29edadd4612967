/** Lines that begin with the sign of a list item, and the lists made of them. */
import type { List, ListItem, PhrasingContent } from "mdast";
import { paragraph } from "./nodes.ts";
import { MARKERS } from "./text-rules.ts";

/** Stack: lists indented further are on the deepest level. */
const DEEPEST_LIST = 8;

export interface Item {
  readonly kind: string;
  readonly sure: boolean;
  /** Of a numbered item. */
  readonly number: number | undefined;
  readonly text: string;
}

/** The marker of an item at the start of a line; undefined for other lines. */
export function markerOf(text: string): Item | undefined {
  for (const { pattern, kind, sure } of MARKERS) {
    const marker = pattern.exec(text)?.[0];
    if (marker === undefined) continue;
    const number = kind === "1" ? Number.parseInt(marker, 10) : undefined;
    return { kind, sure, number, text: text.slice(marker.length) };
  }
  return undefined;
}

/** Whether two items can be in one list. */
export function follows(first: Item | undefined, second: Item | undefined): boolean {
  if (first === undefined || second === undefined || first.kind !== second.kind) return false;
  return first.number === undefined || second.number === first.number + 1;
}

/** The list that an item belongs to by its indentation. */
export function placeFor(levels: { indent: number; list: List }[], indent: number, item: Item): List {
  while (levels.length > 1 && indent < (levels.at(-1)?.indent ?? 0)) levels.pop();
  const level = levels.at(-1) as { indent: number; list: List };
  const parent = level.list.children.at(-1);
  if (indent < level.indent + 2 || !parent || levels.length > DEEPEST_LIST) return level.list;
  const last = parent.children.at(-1);
  const list = last?.type === "list" ? last : emptyList(item);
  if (list !== last) parent.children.push(list);
  levels.push({ indent, list });
  return list;
}

export function emptyList(item: Item): List {
  const ordered = item.kind === "1";
  const start = ordered && item.number !== 1 && item.number !== undefined ? { start: item.number } : {};
  return { type: "list", ordered, ...start, spread: false, children: [] };
}

export function listItem(content: PhrasingContent[]): ListItem {
  return { type: "listItem", spread: false, children: [paragraph(content)] };
}
