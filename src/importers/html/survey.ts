import { atMost, HTML_DEPTH } from "../limits.ts";
import { decoded } from "../links/decoded.ts";
import { attribute, type ChildNode, type Document, type Element, isElement, isText } from "./parse-html.ts";

/** What must be known of the whole page before it is read. */
export interface Survey {
  readonly body: Element | undefined;
  readonly title: string | undefined;
  readonly language: string | undefined;
  /** `<base href>`, which relative links are resolved against. */
  readonly base: string | undefined;
  readonly styles: readonly string[];
  /** Elements by `id` or `name`, the first of each. */
  readonly places: ReadonlyMap<string, Element>;
  /** Links to a place in the page, in order. */
  readonly jumps: readonly { readonly link: Element; readonly id: string }[];
}

/**
 * Visits all nodes once, without recursion.
 * @throws {import("../limits.ts").ImportLimitError} where elements moved by the parser lie deeper than it let any be opened
 */
export function surveyPage(document: Document): Survey {
  const styles: string[] = [];
  const places = new Map<string, Element>();
  const jumps: { link: Element; id: string }[] = [];
  let [body, title, language, base]: [Element?, string?, string?, string?] = [];
  const waiting: { node: ChildNode; depth: number }[] = [];
  const pushChildren = (parent: Document | Element, depth: number): void => {
    for (let index = parent.childNodes.length - 1; index >= 0; index -= 1) {
      const node = parent.childNodes[index];
      if (node) waiting.push({ node, depth });
    }
  };
  pushChildren(document, 1);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next;
    if (!isElement(node)) continue;
    // Misnested formatting can make the tree twice as deep as what was open at once.
    atMost(HTML_DEPTH, depth / 2);
    switch (node.tagName) {
      case "html":
        language = languageOf(attribute(node, "lang") ?? attribute(node, "xml:lang"));
        break;
      case "body":
        body ??= node;
        language ??= languageOf(attribute(node, "lang"));
        break;
      case "title":
        title ??= ownText(node).replace(/\s+/g, " ").trim() || undefined;
        break;
      case "base":
        base ??= webBase(attribute(node, "href"));
        break;
      case "meta":
        if (attribute(node, "http-equiv")?.toLowerCase() === "content-language")
          language ??= languageOf(attribute(node, "content"));
        break;
      case "style":
        if (isForScreens(attribute(node, "media"))) styles.push(ownText(node));
        break;
      case "a": {
        const href = attribute(node, "href")?.trim() ?? "";
        if (href.startsWith("#") && href.length > 1) jumps.push({ link: node, id: decoded(href.slice(1)) });
        break;
      }
    }
    for (const name of [attribute(node, "id"), node.tagName === "a" ? attribute(node, "name") : undefined]) {
      if (name !== undefined && !places.has(name)) places.set(name, node);
    }
    pushChildren(node, depth + 1);
  }
  return { body, title, language, base, styles, places, jumps };
}

function ownText(element: Element): string {
  return element.childNodes.map((node) => (isText(node) ? node.value : "")).join("");
}

function languageOf(tag: string | undefined): string | undefined {
  const match = /^\s*([a-z]{2,3})(?:[-_](?:[a-z]{4}[-_])?([a-z]{2}))?\s*$/i.exec(tag ?? "");
  if (!match?.[1] || /^(?:und|mul|zxx)$/i.test(match[1])) return undefined;
  return match[1].toLowerCase() + (match[2] ? `-${match[2].toUpperCase()}` : "");
}

function webBase(href: string | undefined): string | undefined {
  return href !== undefined && /^https?:\/\//i.test(href) && URL.canParse(href) ? href : undefined;
}

function isForScreens(media: string | undefined): boolean {
  return media === undefined || /^\s*(?:all|screen)?\s*$/i.test(media);
}
