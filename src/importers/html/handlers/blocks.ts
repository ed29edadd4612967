import { Flow, type ItemMark } from "../blocks.ts";
import { isBlock, value } from "../computed-style.ts";
import { numberOf } from "../lists.ts";
import {
  attribute,
  type ChildNode,
  childOf,
  type Element,
  hasDescendant,
  headingLevel,
  isElement,
  plainLine,
  textContent,
  textUpTo,
} from "../parse-html.ts";
import { type Handler, marked } from "../state.ts";
import type { Declarations } from "../stylesheet.ts";

/** Any element without a handler of its own. */
export const other: Handler = (state, place) => {
  if (isBlock(place.element.tagName, place.declarations)) block(state, place);
  else state.children(place.element, place.context, place.flow);
};

/** A paragraph, a heading, a list item of Word, or a box around other blocks. */
export const block: Handler = (state, place) => {
  const { element, context, flow, declarations, around } = place;
  if (isPullQuote(element)) {
    quote(state, place);
    return;
  }
  flow.close({ lineOf: around.container });
  const item = wordItem(element, declarations);
  if (item) flow.item(item);
  const before = flow.blocks.length;
  state.children(element, { ...context, container: element }, flow);
  const heading = headingLevel(element);
  const isLine = isLineOfText(element, declarations);
  const lineOf = flow.blocks.length > before ? element : around.container;
  flow.close(heading !== undefined ? { heading } : isLine ? { lineOf } : {});
};

/** A quote. {@link block} calls it for pull quotes. */
export const quote: Handler = (state, { element, context, flow, around }) => {
  flow.close({ lineOf: around.container });
  const inner = new Flow();
  state.children(element, { ...context, container: element }, inner);
  inner.close({ lineOf: element });
  if (inner.blocks.length > 0) flow.push({ kind: "quote", blocks: inner.blocks });
};

export const thematicBreak: Handler = (_state, { flow }) => flow.push({ kind: "rule" });

/** Markdown has no definition lists: a bold line above its definition. */
export const definitionTerm: Handler = (state, { element, context, flow }) => {
  flow.close();
  const marks = marked(context.marks, "strong", false, true);
  state.children(element, { ...context, marks, container: element }, flow);
  flow.close();
};

/** Code in a `pre`; one that holds mail is a block like any other. */
export const codeBlock: Handler = (state, place) => {
  const { element, flow } = place;
  const inner = childOf(element, "code");
  // Plain mail is shown in <pre>, too.
  const isMail =
    /moz-|plain|mail/i.test(attribute(element, "class") ?? "") ||
    hasDescendant(element, ({ tagName }) => tagName === "a" || tagName === "img");
  if (!inner && isMail) {
    block(state, place);
    return;
  }
  const text = textContent(element).replace(/\n$/, "");
  const language = /\blanguage-([\w+#.-]{1,30})/.exec(attribute(inner ?? element, "class") ?? "")?.[1];
  if (text.trim() !== "") flow.push({ kind: "code", text, language });
};

/** A form with more text than this around its fields is the page itself. */
const LONGEST_FORM = 300;

/** A form is left out, unless it wraps the page. */
export const form: Handler = (state, place) => {
  const { element, flow } = place;
  if (textUpTo(element, LONGEST_FORM).length > LONGEST_FORM || !hasField(element)) block(state, place);
  else {
    state.left.add(element);
    flow.close();
  }
};

function hasField(form: Element): boolean {
  return hasDescendant(
    form,
    ({ tagName, attrs }) =>
      tagName === "select" ||
      tagName === "textarea" ||
      // Some web versions are wrapped in a form whose only fields are hidden ones of the server.
      (tagName === "input" && !attrs.some(({ name, value: type }) => name === "type" && /^hidden$/i.test(type))),
  );
}

/** Class names of pull quotes. `gmail_quote` and the like are not among them: they hold whole forwarded letters. */
const PULL_QUOTE_NAMES =
  /(?:^|\s)(?:[\w-]*(?:pull|block)-?quote[\w-]*|quote|quote-?(?:text|block|box)|citat|citat-?(?:text|block|ruta)|utdrag)(?:\s|$)/i;
const LONGEST_PULL_QUOTE = 1_000;
const LONGEST_CLASS = 500;

function isPullQuote(element: Element): boolean {
  const names = attribute(element, "class")?.slice(0, LONGEST_CLASS) ?? "";
  return PULL_QUOTE_NAMES.test(names) && textUpTo(element, LONGEST_PULL_QUOTE).length <= LONGEST_PULL_QUOTE;
}

/** A div, or a paragraph without margins: mail programs write one for each line. */
function isLineOfText(element: Element, declarations: Declarations): boolean {
  if (element.tagName === "div") return true;
  if (element.tagName !== "p") return false;
  const margin = value(declarations, "margin") ?? value(declarations, "margin-bottom");
  return margin !== undefined && /^0(?:\.0+)?(?:px|pt|cm|in|em)?(?:\s|$)/.test(margin) && !/\s[1-9]/.test(margin);
}

/** Word's lists are paragraphs: `mso-list: l0 level2 lfo1`, with the bullet in a span that Word ignores. */
function wordItem(element: Element, declarations: Declarations): ItemMark | undefined {
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
