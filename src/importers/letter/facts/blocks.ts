import type { List, Nodes, Paragraph, Root, RootContent } from "mdast";
import { linesOf, nodesOf, oneLine, paragraph, plainText } from "../tree.ts";
import { BLOCKS, type BlockKind, LEAD_INS } from "./fact-rules.ts";

/** One line, item or row of a letter, with the links in it. */
export interface Entry {
  readonly text: string;
  /** Its lines, where it has hard breaks: a contact's card. */
  readonly lines: readonly string[];
  readonly links: readonly { readonly text: string; readonly url: string }[];
  /** Whether it is an item of a list or a row of a table. */
  readonly isItem: boolean;
}

/** The content under one heading. */
export interface Section {
  readonly heading: string | undefined;
  readonly kind: BlockKind | undefined;
  readonly entries: readonly Entry[];
  /** Lists that a sentence announces, by the kind of fact it names. */
  readonly announced: readonly { readonly kind: BlockKind; readonly entries: readonly Entry[] }[];
}

/** A longer entry is running text. */
export const LONGEST_ENTRY = 1_000;
const LONGEST_NAME = 80;

/** Splits a letter at its headings. A paragraph that is only the name of a block counts as a heading. */
export function sectionsOf(root: Root): Section[] {
  const sections: Section[] = [];
  let heading: string | undefined;
  let nodes: RootContent[] = [];
  const end = () => {
    if (heading !== undefined || nodes.length > 0) sections.push(section(heading, nodes));
    nodes = [];
  };
  for (const node of root.children) {
    const name = nameOf(node);
    if (name === undefined) nodes.push(node);
    else {
      end();
      heading = name;
    }
  }
  end();
  return sections;
}

/** The name of the block that begins with a node: a heading, or a line that is only the name of a kind of block. */
export function nameOf(node: RootContent): string | undefined {
  if (node.type === "heading") return plainText(node);
  if (node.type !== "paragraph") return undefined;
  const text = plainText(node);
  return text.length <= LONGEST_NAME && kindOf(text) !== undefined ? text : undefined;
}

/** The kind of facts that a heading names. */
export function kindOf(name: string): BlockKind | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  return (Object.keys(BLOCKS) as BlockKind[]).find((kind) => BLOCKS[kind].test(name));
}

function section(heading: string | undefined, nodes: readonly RootContent[]): Section {
  const announced: Section["announced"][number][] = [];
  for (const [index, node] of nodes.entries()) {
    const next = nodes[index + 1];
    if (node.type !== "paragraph" || next?.type !== "list") continue;
    const kind = announcedKind(node);
    if (kind) announced.push({ kind, entries: entriesOf(next) });
  }
  const kind = heading === undefined ? undefined : kindOf(heading);
  return { heading, kind, entries: nodes.flatMap(entriesOf), announced };
}

function announcedKind(node: Paragraph): BlockKind | undefined {
  const text = plainText(node).slice(-300);
  const sentence = text.split(/[.!?]\s/).at(-1) ?? "";
  if (!/(?::|\s(?:av|är|of|are))[.…]?$/u.test(sentence)) return undefined;
  return LEAD_INS.find(({ pattern }) => pattern.test(sentence))?.kind;
}

function entriesOf(node: RootContent): Entry[] {
  if (node.type === "paragraph") return [entry(node, false)];
  if (node.type === "list") return itemsOf(node);
  if (node.type === "table") return node.children.map((row) => entry(joined(row.children), true));
  if (node.type === "blockquote") return [];
  return [];
}

function itemsOf(list: List): Entry[] {
  return list.children.flatMap((item) =>
    item.children.flatMap((child) => {
      if (child.type === "list") return itemsOf(child);
      return child.type === "paragraph" ? [entry(child, true)] : [];
    }),
  );
}

/** A row of a table reads as a line with commas. */
function joined(cells: readonly { readonly children: Paragraph["children"] }[]): Paragraph {
  const children = cells.flatMap((cell, index) =>
    index === 0 ? cell.children : [{ type: "text" as const, value: ", " }, ...cell.children],
  );
  return paragraph(children);
}

function entry(node: Paragraph, isItem: boolean): Entry {
  const lines = linesOf(node).map((line) => plainText(paragraph(line)));
  return { text: oneLine(lines.join(" ")), lines, links: linksOf(node), isItem };
}

export function linksOf(node: Nodes): Entry["links"] {
  return nodesOf(node, "link").map((link) => ({ text: plainText(link), url: link.url }));
}

/** Each line of an entry as one of its own, with the links in it. */
export function rowsOf(whole: Entry): Entry[] {
  if (whole.lines.length < 2) return [whole];
  const links = whole.links;
  return whole.lines.map((line) => ({
    text: line,
    lines: [line],
    links: links.filter(({ text }) => text !== "" && line.includes(text)),
    isItem: true,
  }));
}

/** Sentences of limited length; the rest of a text that has none is left out. */
export function sentencesOf(text: string): string[] {
  return text
    .slice(0, 20_000)
    .split(/(?<=[.!?])\s+(?=[\p{Lu}"”(])/u)
    .filter((sentence) => sentence.length <= LONGEST_ENTRY);
}
