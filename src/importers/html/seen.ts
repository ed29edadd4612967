import type { Seen } from "../account.ts";
import { attribute, type ChildNode, cleanText, type Element, headingLevel, isElement, isText } from "./parse-html.ts";

/** Elements that do not end a word. */
const INLINE: ReadonlySet<string> = new Set(
  "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark o:p q rp rt ruby s samp small span strike strong sub sup time tt u var wbr".split(
    " ",
  ),
);

/**
 * What a reader of a page sees: all but what was left out by a rule. Visits all nodes once, without recursion, and knows nothing of how
 * the letter is made of them.
 * @param left what was left out, with all it holds
 */
export function seenIn(body: Element | undefined, left: { has(node: ChildNode): boolean }): Seen {
  const parts: string[] = [];
  const tables = new Set<unknown>();
  let [links, pictures, headings] = [0, 0, 0];
  const waiting: (ChildNode | string)[] = body ? [body] : [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === "string") parts.push(next);
    else if (left.has(next)) continue;
    else if (isText(next)) parts.push(next.value);
    else if (isElement(next)) {
      const { tagName: tag, childNodes } = next;
      if (tag === "a" && /^\s*(?:https?:|mailto:|tel:|\/\/)/i.test(attribute(next, "href") ?? "")) links += 1;
      if (tag === "img") pictures += 1;
      // A table for layout has no head.
      if (tag === "th") tables.add(tableAround(next));
      if (headingLevel(next) !== undefined) headings += 1;
      if (!INLINE.has(tag)) waiting.push(" ");
      for (let index = childNodes.length - 1; index >= 0; index -= 1) waiting.push(childNodes[index] as ChildNode);
      if (!INLINE.has(tag)) waiting.push(" ");
    }
  }
  return { text: cleanText(parts.join("")), links, pictures, tables: tables.size, headings };
}

function tableAround(cell: Element): unknown {
  return cell.parentNode && "parentNode" in cell.parentNode ? cell.parentNode.parentNode : undefined;
}
