import type { Settings } from "../editions/web/search/contract.ts";
import { excerptsOf, type Piece } from "./excerpt.ts";
import type { HitText } from "./hits.ts";

/** A result in the list. Everything in it is text: nothing of a letter is ever read as HTML. */
export function resultOf(text: HitText, { texts }: Settings): HTMLLIElement {
  const { kind, date, inLanguage } = factsOf(text);
  const item = document.createElement("li");
  const heading = document.createElement("h2");
  heading.append(inLanguage(link(text.url, [{ text: text.meta.title ?? text.url, isHit: false }])));
  item.append(heading, about(date, text.meta.date, texts.kinds[kind]));
  for (const { section, sentence } of excerptsOf(text, texts.facts[kind] ?? "")) {
    const paragraph = document.createElement("p");
    if (section) paragraph.append(inLanguage(link(section.url, section.title)), document.createElement("br"));
    const quote = document.createElement("span");
    quote.append(...nodes(sentence));
    paragraph.append(inLanguage(quote));
    item.append(paragraph);
  }
  return item;
}

/**
 * The element that src/editions/web/search/record.ts names by what is shown of a text but not searched. A screen reader changes
 * its voice by the language (WCAG 3.1.2).
 */
function factsOf({ anchors }: HitText) {
  const id = anchors.find(({ element }) => element === "i")?.id;
  const [kind = "", date = "", language = "", direction = ""] = id?.split("/") ?? [];
  const inLanguage = <T extends HTMLElement>(element: T): T =>
    Object.assign(element, language && { lang: language }, direction && { dir: direction });
  return { kind, date, inLanguage };
}

function about(date: string, dateText: string | undefined, kind: string | undefined): HTMLElement {
  const line = document.createElement("p");
  line.className = "meta";
  if (dateText) {
    const time = document.createElement("time");
    time.dateTime = date;
    time.textContent = dateText;
    line.append(time, " · ");
  }
  line.append(kind ?? "");
  return line;
}

function link(url: string, text: readonly Piece[]): HTMLAnchorElement {
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.append(...nodes(text));
  return anchor;
}

function nodes(text: readonly Piece[]): (Node | string)[] {
  return text.map(({ text: words, isHit }) => {
    if (!isHit) return words;
    const mark = document.createElement("mark");
    mark.textContent = words;
    return mark;
  });
}
