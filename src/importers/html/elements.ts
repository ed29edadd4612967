import type { ItemMark } from "./blocks.ts";
import { plainLine } from "./letters.ts";
import { numberOf } from "./list-signs.ts";
import { value } from "./look.ts";
import { attribute, type ChildNode, type Element, isElement, textContent, textUpTo } from "./parse-html.ts";
import type { Declarations } from "./stylesheet.ts";

/** What an element is, by its name, its attributes and its style. */

const BLOCKS: ReadonlySet<string> = new Set(
  "address article aside body caption center dd details div dl fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup html legend li main map nav p section summary table tbody td tfoot th thead tr video".split(
    " ",
  ),
);
/** What designers call a pull quote; `gmail_quote` and the like are whole letters that someone passed on. */
const PULL_QUOTE_NAMES =
  /(?:^|\s)(?:[\w-]*(?:pull|block)-?quote[\w-]*|quote|quote-?(?:text|block|box)|citat|citat-?(?:text|block|ruta)|utdrag)(?:\s|$)/i;
const LONGEST_PULL_QUOTE = 1_000;
const LONGEST_CLASS = 500;

export function isPullQuote(element: Element): boolean {
  const names = attribute(element, "class")?.slice(0, LONGEST_CLASS) ?? "";
  return PULL_QUOTE_NAMES.test(names) && textUpTo(element, LONGEST_PULL_QUOTE).length <= LONGEST_PULL_QUOTE;
}

export function isBlock(tag: string, declarations: Declarations): boolean {
  const display = value(declarations, "display");
  if (display === undefined) return BLOCKS.has(tag);
  if (display === "inline" && !/^t/.test(tag)) return false;
  return BLOCKS.has(tag) || /^(?:block|table|flex|grid|list-item)/.test(display);
}

export function isCode(tag: string): boolean {
  return tag === "code" || tag === "kbd" || tag === "samp" || tag === "tt";
}

export function headingLevel(element: Element): number | undefined {
  const match = /^h([1-6])$/.exec(element.tagName);
  if (match) return Number(match[1]);
  if (attribute(element, "role")?.toLowerCase() !== "heading") return undefined;
  const level = Number.parseInt(attribute(element, "aria-level") ?? "2", 10);
  return level >= 1 && level <= 6 ? level : 2;
}

/** A div, or a paragraph without space around it: what mail programs make of each line. */
export function isLineOfText(element: Element, declarations: Declarations): boolean {
  if (element.tagName === "div") return true;
  if (element.tagName !== "p") return false;
  const margin = value(declarations, "margin") ?? value(declarations, "margin-bottom");
  return margin !== undefined && /^0(?:\.0+)?(?:px|pt|cm|in|em)?(?:\s|$)/.test(margin) && !/\s[1-9]/.test(margin);
}

/** Word's lists are paragraphs: `mso-list: l0 level2 lfo1`, with the bullet in a span that Word itself ignores. */
export function wordItem(element: Element, declarations: Declarations): ItemMark | undefined {
  const list = declarations.get("mso-list");
  const level = /\blevel(\d)\b/.exec(list ?? "")?.[1];
  if (level === undefined) return undefined;
  const sign = plainLine(ignoredText(element));
  return { level: Number(level), number: numberOf(`${sign} `), isCertain: true };
}

function ignoredText(element: Element): string {
  const waiting: ChildNode[] = [...element.childNodes].reverse();
  for (let node = waiting.pop(), seen = 0; node && seen < 100; node = waiting.pop(), seen += 1) {
    if (!isElement(node)) continue;
    if (/mso-list:\s*ignore/i.test(attribute(node, "style") ?? "")) return textContent(node);
    waiting.push(...node.childNodes.slice(0, 100).reverse());
  }
  return "";
}

export function hasField(form: Element): boolean {
  return hasDescendant(
    form,
    ({ tagName, attrs }) =>
      tagName === "select" ||
      tagName === "textarea" ||
      // Web versions lie in a form whose only fields are the server's own.
      (tagName === "input" && !attrs.some(({ name, value: type }) => name === "type" && /^hidden$/i.test(type))),
  );
}

export function hasDescendant(element: Element, isSought: (element: Element) => boolean): boolean {
  const waiting: ChildNode[] = [...element.childNodes];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue;
    if (isSought(node)) return true;
    for (const child of node.childNodes) waiting.push(child);
  }
  return false;
}
