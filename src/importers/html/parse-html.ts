import { type DefaultTreeAdapterTypes, defaultTreeAdapter, Parser, type Token } from "parse5";
import { atMost, HTML_ATTRIBUTES, HTML_BYTES, HTML_DEPTH, HTML_ELEMENTS } from "../limits.ts";

export type Document = DefaultTreeAdapterTypes.Document;
export type Element = DefaultTreeAdapterTypes.Element;
export type ChildNode = DefaultTreeAdapterTypes.ChildNode;
export type TextNode = DefaultTreeAdapterTypes.TextNode;

/**
 * Reads HTML as browsers do, within limits.
 * @throws {import("../limits.ts").ImportLimitError}
 */
export function parseHtml(html: string): Document {
  atMost(HTML_BYTES, html.length);
  return LimitedParser.parse(html, { treeAdapter: countingAdapter() });
}

/** Counts end tags too: one that closes nothing still searches all open elements. */
class LimitedParser extends Parser<DefaultTreeAdapterTypes.DefaultTreeAdapterMap> {
  #tags = 0;

  override onStartTag(token: Token.TagToken): void {
    this.#count(token);
    super.onStartTag(token);
    atMost(HTML_DEPTH, this.openElements.stackTop + 1);
  }

  override onEndTag(token: Token.TagToken): void {
    this.#count(token);
    super.onEndTag(token);
  }

  #count(token: Token.TagToken): void {
    this.#tags += 1;
    atMost(HTML_ELEMENTS, this.#tags / 2);
    atMost(HTML_ATTRIBUTES, token.attrs.length);
  }
}

/** Counts created elements: formatting elements are opened again in every block, so `<b><i>…<p><p><p>` makes more elements than tags. */
function countingAdapter(): typeof defaultTreeAdapter {
  let elements = 0;
  return {
    ...defaultTreeAdapter,
    createElement: (...args) => {
      elements += 1;
      atMost(HTML_ELEMENTS, elements);
      return defaultTreeAdapter.createElement(...args);
    },
  };
}

export function isElement(node: ChildNode | Document | null | undefined): node is Element {
  return node !== null && node !== undefined && "tagName" in node;
}

export function isText(node: ChildNode | Document): node is TextNode {
  return node.nodeName === "#text";
}

export function attribute(element: Element, name: string): string | undefined {
  for (const candidate of element.attrs) if (candidate.name === name) return candidate.value;
  return undefined;
}

/** All text of an element or document, without recursion. */
export function textContent(element: Element | Document): string {
  const parts: string[] = [];
  const waiting: (ChildNode | Document)[] = [element];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isText(node)) parts.push(node.value);
    else if ("childNodes" in node && !SILENT.has(node.nodeName)) {
      for (let index = node.childNodes.length - 1; index >= 0; index -= 1) {
        const child = node.childNodes[index];
        if (child) waiting.push(child);
      }
    }
  }
  return parts.join("");
}

/** The text of an element without blanks at its ends, cut one character after the limit. Time: the rest is not read. */
export function textUpTo(element: Element, limit: number): string {
  let text = "";
  const waiting: ChildNode[] = [element];
  for (let node = waiting.pop(); node && text.length <= limit; node = waiting.pop()) {
    if (isText(node)) text = (text + node.value).replace(/^[\s\u00a0]+/, "");
    else if (isElement(node) && !SILENT.has(node.tagName)) {
      for (let index = node.childNodes.length - 1; index >= 0; index -= 1) {
        const child = node.childNodes[index];
        if (child) waiting.push(child);
      }
    }
  }
  return text.slice(0, limit + 1).trimEnd();
}

const SILENT: ReadonlySet<string> = new Set(["style", "script", "noscript", "template", "title"]);

/** The first child with a tag. */
export function childOf(element: Element, tag: string): Element | undefined {
  return element.childNodes.find((node): node is Element => isElement(node) && node.tagName === tag);
}

/** Whether an element within is sought; stops at the first, without recursion. */
export function hasDescendant(element: Element, isSought: (element: Element) => boolean): boolean {
  const waiting: ChildNode[] = [...element.childNodes];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue;
    if (isSought(node)) return true;
    for (const child of node.childNodes) waiting.push(child);
  }
  return false;
}

/** 1–6; undefined for anything but a heading. */
export function headingLevel(element: Element): number | undefined {
  const match = /^h([1-6])$/.exec(element.tagName);
  if (match) return Number(match[1]);
  if (attribute(element, "role")?.toLowerCase() !== "heading") return undefined;
  const level = Number.parseInt(attribute(element, "aria-level") ?? "2", 10);
  return level >= 1 && level <= 6 ? level : 2;
}

// --- Characters

/** Invisible characters: soft hyphens, zero-width and bidirectional marks, control characters. */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]|\u034f/g;
/** A zero-width joiner within an emoji is kept; elsewhere it pads the preheader. */
const LONE_JOINER =
  /(?<!\p{Extended_Pictographic}|\ufe0f|[\u{1f3fb}-\u{1f3ff}])\u200d|\u200d(?!\p{Extended_Pictographic})/gu;
/** Spaces of odd widths that services pad with. */
const ODD_SPACE = /[\u2000-\u200a\u2800\u3000]/g;

/** Removes invisible characters. */
export function cleanText(text: string): string {
  const visible = text.replace(INVISIBLE, "").replace(ODD_SPACE, " ");
  return visible.includes("\u200d") ? visible.replace(LONE_JOINER, "") : visible;
}

/** A text as one clean line. */
export function plainLine(text: string): string {
  return cleanText(text)
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
}
