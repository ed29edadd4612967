import type { Heading, Nodes, PhrasingContent, Root } from "mdast";
import { slugOf } from "../core.ts";

/**
 * The anchors of the tree's headings on the published page, as content/markdown-body.ts makes them.
 * @returns no entry for a heading without a letter a–z: its anchor depends on the language of the site
 */
function anchorsOf(root: Root, language: string): Map<Heading, string> {
  const counts = new Map<string, number>();
  const anchors = new Map<Heading, string>();
  forEach(root, (node) => {
    if (node.type !== "heading") return;
    const base = slugOf(textOf(node), language);
    if (base === "") return;
    let count = counts.get(base) ?? 0;
    let id = base;
    do {
      count += 1;
      id = count === 1 ? base : `${base}-${count}`;
    } while (id !== base && counts.has(id));
    counts.set(base, count);
    if (id !== base) counts.set(id, 1);
    anchors.set(node, id);
  });
  return anchors;
}

/** Points links within the old page to the headings now at those places; without a heading, only their text is kept. */
export function pointAnchors(root: Root, headingsAt: ReadonlyMap<string, Heading>, language: string): void {
  const anchors = anchorsOf(root, language);
  replaceLinks(root, (id) => {
    const heading = headingsAt.get(id);
    return heading === undefined ? undefined : anchors.get(heading);
  });
}

/** Turns links to headings that no longer exist into text. To be called when headings have been changed or removed. */
export function unwrapDeadAnchors(root: Root, language: string): void {
  const alive = new Set(anchorsOf(root, language).values());
  replaceLinks(root, (id) => (alive.has(id) ? id : undefined));
}

function replaceLinks(root: Root, target: (id: string) => string | undefined): void {
  forEach(root, (node) => {
    if (!("children" in node) || !node.children.some(isJump)) return;
    const parent = node as { children: Nodes[] };
    parent.children = parent.children.flatMap((child): Nodes[] => {
      if (!isJump(child)) return [child];
      const anchor = target(child.url.slice(1));
      return anchor === undefined ? child.children : [{ ...child, url: `#${anchor}` }];
    });
  });
}

function isJump(node: Nodes): node is Extract<PhrasingContent, { type: "link" }> {
  return node.type === "link" && node.url.startsWith("#");
}

/** Visits every node from the top, without recursion; the children of a node are read after its visit. */
function forEach(root: Root, visit: (node: Nodes) => void): void {
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    visit(node);
    if (!("children" in node)) continue;
    for (let index = node.children.length - 1; index >= 0; index -= 1) {
      const child = node.children[index];
      if (child) waiting.push(child);
    }
  }
}

/** The text that markdown-body.ts makes the anchor of a heading from. */
function textOf(node: Nodes): string {
  if (node.type === "break") return " ";
  if (node.type === "image") return node.alt ?? "";
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}
