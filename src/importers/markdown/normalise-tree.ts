import type { AlignType, ListItem, Nodes, PhrasingContent, Root, RootContent, TableRow } from "mdast";
import { normalPhrasing, noteLabel, onOneLine } from "./normalise-phrasing.ts";

/** Stack, and the limit of the parser: it stops at a hundred levels, and a list takes two. */
const DEEPEST_BLOCKS = 16;

/**
 * The tree as Markdown can express it: nothing empty, no blanks at the edges of paragraphs and emphasis, no emphasis in the same
 * emphasis, no endless nesting, no HTML. Nodes that are not allowed become their text. The given tree is not changed.
 */
export function normaliseTree(root: Root): Root {
  return { type: "root", children: blocks(root.children, 0) };
}

function blocks(nodes: readonly RootContent[], depth: number): RootContent[] {
  const result: RootContent[] = [];
  let loose: PhrasingContent[] = [];
  const flush = (): void => {
    if (loose.length > 0) pushParagraph(result, loose);
    loose = [];
  };
  for (const node of nodes) {
    if (isPhrasing(node)) {
      loose.push(node);
      continue;
    }
    flush();
    if (depth >= DEEPEST_BLOCKS && "children" in node) for (const leaf of leaves(node)) pushBlock(result, leaf, depth);
    else pushBlock(result, node, depth);
  }
  flush();
  return result;
}

function pushBlock(result: RootContent[], node: RootContent, depth: number): void {
  switch (node.type) {
    case "paragraph":
      pushParagraph(result, node.children);
      break;
    case "heading": {
      const children = normalPhrasing(onOneLine(node.children));
      const level = Math.min(Math.max(Math.trunc(node.depth) || 1, 1), 6) as typeof node.depth;
      if (children.length > 0) result.push({ type: "heading", depth: level, children });
      break;
    }
    case "blockquote": {
      const children = blocks(node.children, depth + 1) as typeof node.children;
      if (children.length > 0) result.push({ type: "blockquote", children });
      break;
    }
    case "list": {
      const children = node.children.flatMap((item): ListItem[] => {
        const content = blocks(item.children, depth + 2) as ListItem["children"];
        const spread = item.spread === true || content.slice(1).some(({ type }) => type !== "list");
        return content.length > 0 ? [{ type: "listItem", spread, children: content }] : [];
      });
      if (children.length === 0) break;
      const spread = node.spread === true || children.some((item) => item.spread);
      const items = children.map((item) => ({ ...item, spread }));
      const list = { type: "list", ordered: node.ordered === true, spread, children: items } as const;
      result.push(list.ordered ? { ...list, start: startOf(node.start, children.length) } : list);
      break;
    }
    case "table":
      pushTable(result, node.children, node.align ?? []);
      break;
    case "code":
      if (node.value.trim() === "") break;
      // A language with other characters would be read as something else, or hide a fence.
      result.push({ ...node, lang: /^[\w+#.-]+$/.test(node.lang ?? "") ? (node.lang ?? null) : null, meta: null });
      break;
    case "thematicBreak":
      result.push(node);
      break;
    case "footnoteDefinition": {
      const children = blocks(node.children, depth + 1) as typeof node.children;
      result.push({ type: "footnoteDefinition", identifier: noteLabel(node.identifier), children });
      break;
    }
    case "html":
      pushParagraph(result, [{ type: "text", value: node.value }]);
      break;
    case "definition":
    case "yaml":
      break;
    default:
      for (const leaf of leaves(node)) if (leaf !== node) pushBlock(result, leaf, depth);
  }
}

function pushParagraph(result: RootContent[], nodes: readonly PhrasingContent[]): void {
  const children = normalPhrasing(nodes);
  if (children.length > 0) result.push({ type: "paragraph", children });
}

/** Rows of equal length, without empty rows and columns. */
function pushTable(result: RootContent[], rows: readonly TableRow[], align: readonly AlignType[]): void {
  const cells = rows
    .map((row) => row.children.map((cell) => normalPhrasing(onOneLine(cell.children))))
    .filter((row, index) => index === 0 || row.some((cell) => cell.length > 0));
  const filled = new Set(cells.flatMap((row) => row.flatMap((cell, column) => (cell.length > 0 ? [column] : []))));
  const columns = [...filled].sort((a, b) => a - b);
  if (columns.length === 0) return;
  const children = cells.map((row) => ({
    type: "tableRow" as const,
    children: columns.map((column) => ({ type: "tableCell" as const, children: row[column] ?? [] })),
  }));
  result.push({ type: "table", align: columns.map((column) => align[column] ?? null), children });
}

/** The blocks without children of blocks, in reading order; without recursion, as nesting is not limited here. */
function leaves(node: RootContent): RootContent[] {
  const found: RootContent[] = [];
  const waiting: Nodes[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (LEAVES.has(next.type) || !("children" in next)) found.push(next as RootContent);
    else for (const child of next.children.toReversed()) waiting.push(child);
  }
  return found;
}

const LEAVES: ReadonlySet<string> = new Set(["paragraph", "heading", "code", "table", "thematicBreak", "html"]);
const PHRASING: ReadonlySet<string> = new Set([
  "text",
  "strong",
  "emphasis",
  "passage",
  "delete",
  "link",
  "image",
  "inlineCode",
  "break",
  "footnoteReference",
  "linkReference",
  "imageReference",
]);

function isPhrasing(node: RootContent): node is PhrasingContent {
  return PHRASING.has(node.type);
}

function startOf(start: number | null | undefined, items: number): number {
  // Nine digits are the most that a number of a list may have.
  return Number.isSafeInteger(start) && Number(start) >= 0 && Number(start) + items < 1_000_000_000 ? Number(start) : 1;
}
