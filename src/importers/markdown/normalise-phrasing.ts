import type { Break, FootnoteReference, Image, InlineCode, Link, Nodes, PhrasingContent, Text } from "mdast";
import { withAddressLinks } from "./address-links.ts";
import type { Passage } from "./passage.ts";

type Phrasing = Text | Break | Image | InlineCode | FootnoteReference | Link | Passage | Marked;
type Marked = Extract<PhrasingContent, { type: "strong" | "emphasis" | "delete" }>;

const DEEPEST_PHRASING = 16;

/** The text of headings and cells, which cannot hold line breaks. */
export function onOneLine(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return mapDeep(nodes, (node) => {
    if (node.type === "break") return { type: "text", value: " " };
    return node.type === "text" ? { type: "text", value: node.value.replace(/\s*\n\s*/g, " ") } : node;
  });
}

function mapDeep(
  nodes: readonly PhrasingContent[],
  map: (node: PhrasingContent) => PhrasingContent,
  depth = 0,
): PhrasingContent[] {
  return nodes.map((node) => {
    if (!("children" in node) || depth > DEEPEST_PHRASING) return map(node);
    return { ...node, children: mapDeep(node.children, map, depth + 1) } as PhrasingContent;
  });
}

/** The text of a paragraph, with only such marks as Markdown can express. */
export function normalPhrasing(nodes: readonly PhrasingContent[]): Phrasing[] {
  const [only] = nodes;
  // Time: most paragraphs are one plain text.
  if (nodes.length === 1 && only?.type === "text" && !/[\u0000-\u001f\u007f]|:\/\//.test(only.value))
    return textOrNothing(only.value.trim());
  return tidy(withoutBlankEdges(settled(simple(nodes, { kinds: new Set(), depth: 0 }), false)).inner);
}

interface Inside {
  /** The kinds of emphasis, and "link", that are already open. */
  readonly kinds: ReadonlySet<string>;
  readonly depth: number;
  /** In a link: collects references to notes, which would be links in a link. */
  readonly notes?: Phrasing[];
}

/** Only nodes that are written, no kind within itself, adjacent ones of a kind joined. */
function simple(nodes: readonly PhrasingContent[], inside: Inside): Phrasing[] {
  const result: Phrasing[] = [];
  for (const node of nodes) {
    switch (node.type) {
      case "text":
      case "html":
        pushText(result, node.value.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ""));
        break;
      case "break":
        result.push({ type: "break" });
        break;
      case "image":
        result.push({ type: "image", url: node.url, alt: node.alt ?? "" });
        break;
      case "inlineCode": {
        // As browsers show it.
        const value = node.value.replace(/[^\S\u00a0]+/g, " ").trim();
        if (value !== "") pushJoined(result, { type: "inlineCode", value });
        break;
      }
      case "footnoteReference":
        (inside.notes ?? result).push({ type: "footnoteReference", identifier: noteLabel(node.identifier) });
        break;
      case "imageReference":
        pushText(result, node.alt ?? "");
        break;
      default:
        pushContainer(result, node, inside);
    }
  }
  return result;
}

function pushText(result: Phrasing[], value: string): void {
  if (value !== "") pushJoined(result, text(value));
}

function pushContainer(
  result: Phrasing[],
  node: Extract<PhrasingContent, { children: PhrasingContent[] }>,
  inside: Inside,
): void {
  const isKnown = ["link", "strong", "emphasis", "delete", "passage"].includes(node.type);
  if (inside.depth >= DEEPEST_PHRASING) {
    pushText(result, textOf(node));
    return;
  }
  // A link with a passage in its text would be read as text.
  const isPassageInLink = node.type === "passage" && inside.kinds.has("link");
  if (!isKnown || inside.kinds.has(node.type) || isPassageInLink || (node.type === "link" && node.url === "")) {
    for (const child of simple(node.children, { ...inside, depth: inside.depth + 1 })) pushJoined(result, child);
    return;
  }
  const kinds = new Set([...inside.kinds, node.type]);
  if (node.type === "link") {
    const notes: Phrasing[] = [];
    const children = simple(node.children, { kinds, depth: inside.depth + 1, notes }) as Link["children"];
    result.push({ type: "link", url: node.url, children }, ...notes);
    return;
  }
  const children = simple(node.children, { ...inside, kinds, depth: inside.depth + 1 }) as Marked["children"];
  pushJoined(result, { ...node, children } as Passage | Marked);
}

function pushJoined(result: Phrasing[], node: Phrasing): void {
  const last = result.at(-1);
  if (node.type === "text" && last?.type === "text") last.value += node.value;
  // Two adjacent code spans would share the backticks between them.
  else if (node.type === "inlineCode" && last?.type === "inlineCode") last.value += node.value;
  else if (isMarked(node) && last?.type === node.type) {
    for (const child of node.children) pushJoined(last.children as Phrasing[], child as Phrasing);
  } else result.push(node.type === "text" || node.type === "inlineCode" ? { ...node } : node);
}

function isMarked(node: Phrasing): node is Marked {
  return node.type === "strong" || node.type === "emphasis" || node.type === "delete";
}

/** The text of a node, without recursion. */
function textOf(node: Nodes): string {
  const parts: string[] = [];
  const waiting: Nodes[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if ("value" in next) parts.push(next.value);
    else if ("alt" in next) parts.push(next.alt ?? "");
    else if ("children" in next) for (const child of next.children.toReversed()) waiting.push(child);
  }
  return parts.join("");
}

/**
 * Emphasis that Markdown can express: blanks at its edges are moved out, and so is punctuation at its edge that touches a letter
 * (`**Tid:**10` would not be read as bold; `**Tid**:10` is).
 */
function settled(nodes: readonly Phrasing[], isInLink: boolean): Phrasing[] {
  const flat = nodes.flatMap((node): Phrasing[] => {
    if (node.type === "link" || node.type === "passage") {
      const children = settled(node.children as Phrasing[], isInLink || node.type === "link");
      const { before, inner, after } = withoutBlankEdges(children);
      if (inner.length === 0) return [...before, ...after];
      return [...before, { ...node, children: inner } as Link | Passage, ...after];
    }
    if (!isMarked(node))
      return node.type === "text" && !isInLink ? (withAddressLinks(node.value) as Phrasing[]) : [node];
    const { before, inner, after } = withoutBlankEdges(settled(node.children as Phrasing[], isInLink));
    return inner.length === 0 ? [...before, ...after] : [...before, { ...node, children: inner } as Marked, ...after];
  });
  const all = joined(flat);
  if (!all.some(isMarked)) return all;
  return joined(
    all.flatMap((node, index) =>
      isMarked(node) ? withoutBoundSigns(node, lastSign(all[index - 1]), firstSign(all[index + 1])) : [node],
    ),
  );
}

function withoutBlankEdges(nodes: readonly Phrasing[]): { before: Phrasing[]; inner: Phrasing[]; after: Phrasing[] } {
  const inner = joined(nodes);
  const before: Phrasing[] = [];
  const after: Phrasing[] = [];
  for (let first = inner[0]; first; first = inner[0]) {
    if (first.type === "break") before.push(first);
    else if (first.type === "text") {
      const rest = first.value.trimStart();
      if (rest.length < first.value.length) before.push(text(first.value.slice(0, -rest.length || undefined)));
      if (rest !== "") {
        inner[0] = text(rest);
        break;
      }
    } else break;
    inner.shift();
  }
  for (let last = inner.at(-1); last; last = inner.at(-1)) {
    if (last.type === "break") after.unshift(last);
    else if (last.type === "text") {
      const rest = last.value.trimEnd();
      if (rest.length < last.value.length) after.unshift(text(last.value.slice(rest.length)));
      if (rest !== "") {
        inner[inner.length - 1] = text(rest);
        break;
      }
    } else break;
    inner.pop();
  }
  return { before, inner, after };
}

const LETTER = /^[^\s\p{P}\p{S}]$/u;

function withoutBoundSigns(node: Marked, before: string, after: string): Phrasing[] {
  const children = [...(node.children as Phrasing[])];
  let [lead, trail] = ["", ""];
  const first = children[0];
  if (first?.type === "text" && LETTER.test(before)) {
    const rest = first.value.replace(/^(?:[\p{P}\p{S}\s]|\u200d|\ufe0f)+/u, "");
    lead = first.value.slice(0, first.value.length - rest.length);
    children[0] = text(rest);
  }
  const last = children.at(-1);
  if (last?.type === "text" && LETTER.test(after)) {
    const rest = trimEndSigns(last.value);
    trail = last.value.slice(rest.length);
    children[children.length - 1] = text(rest);
  }
  const { before: outsideBefore, inner, after: outsideAfter } = withoutBlankEdges(children);
  const middle: Phrasing[] = inner.length > 0 ? [{ ...node, children: inner } as Marked] : [];
  return [...textOrNothing(lead), ...outsideBefore, ...middle, ...outsideAfter, ...textOrNothing(trail)];
}

function textOrNothing(value: string): Text[] {
  return value === "" ? [] : [text(value)];
}

/** Time: a pattern that is tried at every character of a long run of punctuation would be quadratic. */
function trimEndSigns(value: string): string {
  const signs = Array.from(value);
  while (signs.length > 0 && /[\p{P}\p{S}\s]|\u200d|\ufe0f/u.test(signs.at(-1) ?? "")) signs.pop();
  return signs.join("");
}

function text(value: string): Text {
  return { type: "text", value };
}

function joined(nodes: readonly Phrasing[]): Phrasing[] {
  const result: Phrasing[] = [];
  for (const node of nodes) if (node.type !== "text" || node.value !== "") pushJoined(result, node);
  return result;
}

/** The character at the edge of a neighbour. Anything but text has markup there, which counts as punctuation. */
function lastSign(node: Phrasing | undefined): string {
  if (node === undefined || node.type === "break") return "";
  if (node.type !== "text") return "*";
  const last = node.value.at(-1) ?? "";
  return /[\udc00-\udfff]/.test(last) ? node.value.slice(-2) : last;
}

function firstSign(node: Phrasing | undefined): string {
  if (node === undefined || node.type === "break") return "";
  if (node.type !== "text") return "*";
  return String.fromCodePoint(node.value.codePointAt(0) ?? 32);
}

/** Removes blanks beside line ends, however deep, and empty lines, which would separate paragraphs. */
function tidy(nodes: readonly Phrasing[], isAfterBreak = false, isBeforeBreak = false): Phrasing[] {
  const tidied = nodes.flatMap((node, index): Phrasing[] => {
    const afterBreak = index === 0 ? isAfterBreak : nodes[index - 1]?.type === "break";
    const beforeBreak = index === nodes.length - 1 ? isBeforeBreak : nodes[index + 1]?.type === "break";
    if ("children" in node) {
      return [{ ...node, children: tidy(node.children as Phrasing[], afterBreak, beforeBreak) } as Phrasing];
    }
    if (node.type !== "text") return [node];
    let value = node.value.replace(/[^\S\n]*\n\s*/g, "\n");
    if (afterBreak) value = value.trimStart();
    if (beforeBreak) value = value.trimEnd();
    return value === "" ? [] : [text(value)];
  });
  return tidied.filter((node, index) => node.type !== "break" || tidied[index - 1]?.type !== "break");
}

/** A footnote's name must be one word without brackets. */
export function noteLabel(identifier: string): string {
  return identifier.replace(/[\s[\]^\\]+/g, "-") || "-";
}
