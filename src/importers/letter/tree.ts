/** Functions on trees for all of letter/. A tree belongs to one letter, so it is changed in place. */
import type { Nodes, Paragraph, Parents, PhrasingContent, Root, RootContent, Text } from "mdast";

/** The visible words of a node, a hard break as a line end. Pictures have none. */
export function textOf(node: Nodes): string {
  const parts: string[] = [];
  collect(node, parts);
  return parts.join("");
}

function collect(node: Nodes, parts: string[]): void {
  if (node.type === "break") parts.push("\n");
  else if (node.type === "code") parts.push(node.value, "\n");
  else if (node.type === "text" || node.type === "inlineCode") parts.push(node.value);
  else if ("children" in node) {
    for (const child of node.children) collect(child, parts);
    if (isBlock(node)) parts.push("\n");
  }
}

const INLINE: ReadonlySet<string> = new Set([
  "link",
  "strong",
  "emphasis",
  "delete",
  "passage",
  "linkReference",
  "root",
]);

function isBlock(node: Parents): boolean {
  return !INLINE.has(node.type);
}

/** The words of a node on one line. */
export function plainText(node: Nodes): string {
  return oneLine(textOf(node));
}

/** A text with all whitespace collapsed. */
export function oneLine(text: string): string {
  // Time: a single space is left, as a long text has many. For many tabs, replace() takes more than its share of time.
  return text
    .split(/[^\S ]\s*| \s+/)
    .join(" ")
    .trim();
}

/** Calls back for each node, parents first. */
export function visit(node: Nodes, callback: (node: Nodes) => void): void {
  callback(node);
  if ("children" in node) for (const child of node.children) visit(child, callback);
}

/** All nodes of a type, in order. */
export function nodesOf<T extends Nodes["type"]>(root: Nodes, type: T): Extract<Nodes, { type: T }>[] {
  const found: Extract<Nodes, { type: T }>[] = [];
  visit(root, (node) => {
    if (node.type === type) found.push(node as Extract<Nodes, { type: T }>);
  });
  return found;
}

/** Replaces each piece of running text, but not code. */
export function mapText(root: Nodes, replace: (value: string) => string): void {
  visit(root, (node) => {
    if (node.type === "text") node.value = replace(node.value);
    else if (node.type === "image") node.alt = node.alt ? replace(node.alt) : node.alt;
    if ((node.type === "link" || node.type === "image") && node.title) node.title = replace(node.title) || null;
  });
}

/** Replaces each node by the returned ones: none, itself, or others. Children first. */
export function replaceChildren(node: Nodes, replace: (child: RootContent) => readonly RootContent[]): void {
  if (!("children" in node)) return;
  // Memory: most nodes keep their children.
  let children: RootContent[] | undefined;
  for (const [index, child] of node.children.entries()) {
    replaceChildren(child, replace);
    const replaced = replace(child);
    if (children === undefined && replaced.length === 1 && replaced[0] === child) continue;
    children ??= node.children.slice(0, index);
    for (const each of replaced) children.push(each);
  }
  if (children) (node as Root).children = children;
}

const KEPT_EMPTY = new Set(["tableCell", "tableRow", "break", "thematicBreak"]);

/** Removes what cleaning has left empty: links, emphasis, paragraphs, items and lists without words or pictures. */
export function dropEmpty(root: Root): void {
  replaceChildren(root, (child) => {
    if (child.type === "text") return child.value === "" ? [] : [child];
    if (!("children" in child) || KEPT_EMPTY.has(child.type)) return [child];
    if (child.type === "paragraph" || child.type === "heading") trimPhrasing(child);
    return child.children.length === 0 || isBlank(child) ? [] : [child];
  });
}

function isBlank(node: Nodes): boolean {
  if (node.type === "text") return node.value.trim() === "";
  if (node.type === "break") return true;
  return "children" in node && node.type !== "table" && node.children.every(isBlank);
}

/** Removes spaces and breaks at the ends, and spaces before punctuation where something was removed. */
function trimPhrasing(node: { children: PhrasingContent[] }): void {
  node.children = withoutGaps(node.children);
  const { children } = node;
  while (children.length > 0 && isBlank(children[0] as Nodes)) children.shift();
  while (children.length > 0 && isBlank(children.at(-1) as Nodes)) children.pop();
  const first = children[0];
  const last = children.at(-1);
  if (first?.type === "text") first.value = first.value.trimStart();
  if (last?.type === "text") last.value = last.value.trimEnd();
}

/** Where something was removed between two texts, keeps one space, and none before punctuation. */
function withoutGaps(children: readonly PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = [];
  let parts: string[] = [];
  const close = () => {
    if (parts.length > 0) joined.push(text(parts.join("")));
    parts = [];
  };
  for (const child of children) {
    if (child.type !== "text") {
      close();
      joined.push(child);
      continue;
    }
    const before = parts.at(-1);
    if (before?.endsWith(" ") && /^[\s!,.?:;]/u.test(child.value)) parts[parts.length - 1] = before.slice(0, -1);
    parts.push(child.value);
  }
  close();
  return joined;
}

/** The lines of a paragraph or heading, split at hard breaks. */
export function linesOf(node: { readonly children: readonly PhrasingContent[] }): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]];
  for (const child of node.children) {
    if (child.type === "break") lines.push([]);
    else lines.at(-1)?.push(child);
  }
  return lines;
}

/** The inverse of {@link linesOf}. */
export function joinLines(lines: readonly (readonly PhrasingContent[])[]): PhrasingContent[] {
  const children: PhrasingContent[] = [];
  for (const [index, line] of lines.entries()) {
    if (index > 0) children.push({ type: "break" });
    for (const child of line) children.push(child);
  }
  return children;
}

export function paragraph(children: PhrasingContent[]): Paragraph {
  return { type: "paragraph", children };
}

export function text(value: string): Text {
  return { type: "text", value };
}
