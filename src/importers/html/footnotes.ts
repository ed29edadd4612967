import { decoded } from "../links/decoded.ts";
import { attribute, type ChildNode, type Element, isElement, textContent } from "./parse-html.ts";
import type { Survey } from "./survey.ts";

/** Which links are references to footnotes, and which elements hold the notes. */
export interface Footnotes {
  /** Link in the text → the note's number. */
  readonly references: ReadonlyMap<Element, string>;
  /** Element that holds a note → its number. */
  readonly notes: ReadonlyMap<Element, string>;
  /** Links from a note back to the text; Markdown adds them when rendered. */
  readonly backLinks: ReadonlySet<Element>;
}

const NUMBER = /^[\s[(]*(?:\d{1,3}|[*†‡a-z])[\s\])]*$/i;
/** How many ancestors of the target of a link are searched for the element that holds the note. */
const FURTHEST = 4;
/** Time: each reference searches its note again, so only so much of a long note is searched. */
const MOST_NODES_IN_NOTE = 500;

/**
 * Finds footnotes by their two links, whichever program made them (Brevarkiv, Substack, Word, WordPress, pandoc): a number links
 * to a place further down, from which another link leads back to the number.
 */
export function findFootnotes({ jumps, places }: Survey): Footnotes {
  const references = new Map<Element, string>();
  const notes = new Map<Element, string>();
  const backLinks = new Set<Element>();
  const order = new Map(jumps.map(({ link }, index) => [link, index]));
  for (const [index, { link, id }] of jumps.entries()) {
    const place = places.get(id);
    if (!place || backLinks.has(link) || !NUMBER.test(textContent(link))) continue;
    const note = noteAround(place);
    if (!note || contains(note, link)) continue;
    const back = linksIn(note).filter((candidate) => {
      const target = places.get(decodeId(attribute(candidate, "href")));
      return target !== undefined && isAt(target, link) && (order.get(candidate) ?? -1) > index;
    });
    if (back.length === 0) continue;
    const number = notes.get(note) ?? String(notes.size + 1);
    references.set(link, number);
    notes.set(note, number);
    for (const found of back) backLinks.add(found);
  }
  return { references, notes, backLinks };
}

function decodeId(href: string | undefined): string {
  return decoded(href?.trim().replace(/^#/, "") ?? "");
}

/** The element that holds the note: a list item, a box with a class or id of notes, or else the paragraph. */
function noteAround(place: Element): Element | undefined {
  let paragraph: Element | undefined;
  let element: Element | undefined = place;
  for (let step = 0; element && step < FURTHEST; step += 1) {
    if (element.tagName === "li") return element;
    const isBox = element.tagName === "div" || element.tagName === "aside" || element.tagName === "dd";
    if (isBox && /fn|ftn|note/i.test(`${attribute(element, "id")} ${attribute(element, "class")}`)) return element;
    if (element.tagName === "p" || element.tagName === "td") paragraph ??= element;
    element = parentOf(element);
  }
  return paragraph;
}

function parentOf(element: Element): Element | undefined {
  const parent = element.parentNode;
  return parent && "tagName" in parent ? parent : undefined;
}

function contains(outer: Element, inner: Element): boolean {
  for (let element: Element | undefined = inner; element; element = parentOf(element))
    if (element === outer) return true;
  return false;
}

/** The target is the link itself, its parent (`<sup id="ref1"><a …>`) or its child (`<a …><sup id="ref1">`). */
function isAt(target: Element, link: Element): boolean {
  return target === link || target === parentOf(link) || parentOf(target) === link;
}

function linksIn(note: Element): Element[] {
  const found: Element[] = [];
  const waiting: ChildNode[] = [note];
  for (let seen = 0; seen < MOST_NODES_IN_NOTE; seen += 1) {
    const node = waiting.pop();
    if (!node) break;
    if (!isElement(node)) continue;
    if (node.tagName === "a") found.push(node);
    // The link back is at one of the ends.
    waiting.push(...node.childNodes.slice(0, MOST_NODES_IN_NOTE), ...node.childNodes.slice(-MOST_NODES_IN_NOTE));
  }
  return [...new Set(found)];
}
