import { hasDescendant, hasField } from "../elements.ts";
import { Flow } from "../flow.ts";
import { attribute, textContent, textUpTo } from "../parse-html.ts";
import { childOf } from "../tables.ts";
import type { Handler } from "../walk.ts";
import { marked, textRun } from "./runs.ts";

/** A form with more text than this around its fields is the page itself. */
const LONGEST_FORM = 300;

export const lineBreak: Handler = (_walk, { flow }) => flow.add({ kind: "break" });

export const rule: Handler = (_walk, { flow }) => flow.push({ kind: "rule" });

/** Words in quotation marks that the browser would write. */
export const quotation: Handler = (walk, { element, context, flow }) => {
  const sign = textRun('"', context);
  flow.add(sign);
  walk.children(element, context, flow);
  flow.add(sign);
};

export const quote: Handler = (walk, { element, context, flow, around }) => {
  flow.close({ lineOf: around.container });
  const inner = new Flow();
  walk.children(element, { ...context, container: element }, inner);
  inner.close({ lineOf: element });
  if (inner.blocks.length > 0) flow.push({ kind: "quote", blocks: inner.blocks });
};

export const term: Handler = (walk, { element, context, flow }) => {
  flow.close();
  walk.children(element, { ...context, marks: marked(context.marks, "strong", false, true), container: element }, flow);
  flow.close();
};

export const code: Handler = (walk, place) => {
  const { element, flow } = place;
  // Text that was written in a plain mail program stands in <pre>, too.
  const inner = childOf(element, "code");
  const isMail =
    /moz-|plain|mail/i.test(attribute(element, "class") ?? "") ||
    hasDescendant(element, ({ tagName }) => tagName === "a" || tagName === "img");
  if (!inner && isMail) {
    walk.block(place);
    return;
  }
  const text = textContent(element).replace(/\n$/, "");
  const language = /\blanguage-([\w+#.-]{1,30})/.exec(attribute(inner ?? element, "class") ?? "")?.[1];
  if (text.trim() !== "") flow.push({ kind: "code", text, language });
};

export const form: Handler = (walk, place) => {
  const { element, flow } = place;
  if (textUpTo(element, LONGEST_FORM).length > LONGEST_FORM || !hasField(element)) walk.block(place);
  else flow.close();
};
