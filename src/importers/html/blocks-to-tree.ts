import type { BlockContent, FootnoteDefinition, Heading, ListItem, PhrasingContent, Root, RootContent } from "mdast";
import type { Block, TextBlock } from "./blocks.ts";
import { toPhrasing } from "./phrasing.ts";

export interface LetterRoot {
  readonly root: Root;
  /** The heading at each id of the page that a link leads to. */
  readonly headingsAt: ReadonlyMap<string, Heading>;
}

/** Makes mdast of blocks, with the footnotes at the end. */
export function blocksToTree(blocks: readonly Block[], notes: ReadonlyMap<string, readonly Block[]>): LetterRoot {
  const headingsAt = new Map<string, Heading>();
  const children: RootContent[] = withoutIdleRules(toNodes(blocks, headingsAt));
  for (const [identifier, content] of notes) {
    const definition: FootnoteDefinition = {
      type: "footnoteDefinition",
      identifier,
      label: identifier,
      children: toNodes(content, headingsAt),
    };
    children.push(definition);
  }
  return { root: { type: "root", children }, headingsAt };
}

function toNodes(blocks: readonly Block[], headingsAt: Map<string, Heading>): BlockContent[] {
  return blocks.flatMap((block): BlockContent[] => {
    switch (block.kind) {
      case "text":
        return textNodes(block, headingsAt);
      case "list":
        return listNodes(block, headingsAt);
      case "quote": {
        const children = toNodes(block.blocks, headingsAt);
        return children.length > 0 ? [{ type: "blockquote", children }] : [];
      }
      case "code":
        return [{ type: "code", value: block.text, lang: block.language ?? null }];
      case "table":
        return [
          {
            type: "table",
            align: [...block.align],
            children: block.rows.map((row, index) => ({
              type: "tableRow",
              children: row.map((cell) => {
                const content = toPhrasing(cell);
                const isBoldHead = block.hasPlainHead && index === 0;
                return { type: "tableCell", children: isBoldHead ? withoutBold(content) : content };
              }),
            })),
          },
        ];
      case "rule":
        return [{ type: "thematicBreak" }];
      default:
        return [];
    }
  });
}

function textNodes(block: TextBlock, headingsAt: Map<string, Heading>): BlockContent[] {
  const children = toPhrasing(block.inlines);
  if (children.length === 0) return [];
  if (block.heading === undefined) return [{ type: "paragraph", children }];
  // A picture is not a heading: screen readers would read its description as one.
  if (!children.some(hasText)) return [{ type: "paragraph", children }];
  const depth = block.heading as Heading["depth"];
  const heading: Heading = { type: "heading", depth, children: withoutBold(children) };
  for (const id of block.anchors) if (!headingsAt.has(id)) headingsAt.set(id, heading);
  return [heading];
}

function hasText(node: PhrasingContent): boolean {
  if ("children" in node) return node.children.some(hasText);
  return node.type !== "image" && node.type !== "break";
}

/** Bold or italics around a whole heading is not emphasis. */
function withoutBold(children: PhrasingContent[]): PhrasingContent[] {
  const [only, ...others] = children;
  if (others.length > 0 || !only) return children;
  if (only.type === "strong" || only.type === "emphasis") return withoutBold(only.children);
  if (only.type === "link") return [{ ...only, children: withoutBold(only.children) } as PhrasingContent];
  return children;
}

function listNodes(block: Extract<Block, { kind: "list" }>, headingsAt: Map<string, Heading>): BlockContent[] {
  const items = block.items.map((item) => toNodes(item, headingsAt)).filter((item) => item.length > 0);
  if (items.length === 0) return [];
  // Items of one paragraph each are a tight list, also where a program wrote them as paragraphs.
  const spread = items.some((item) => item.slice(1).some((node) => node.type !== "list"));
  const children = items.map((content): ListItem => ({ type: "listItem", spread, children: content }));
  return [{ type: "list", ordered: block.ordered, ...(block.ordered ? { start: block.start } : {}), spread, children }];
}

/** Removes rules at the ends, and repeated ones. */
function withoutIdleRules(nodes: readonly BlockContent[]): RootContent[] {
  const result: RootContent[] = [];
  for (const node of nodes) {
    const isIdle = node.type === "thematicBreak" && (result.length === 0 || result.at(-1)?.type === "thematicBreak");
    if (!isIdle) result.push(node);
  }
  if (result.at(-1)?.type === "thematicBreak") result.pop();
  return result;
}
