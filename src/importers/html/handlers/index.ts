import { type Handler, ignore } from "../state.ts";
import { codeBlock, definitionTerm, form, other, quote, thematicBreak } from "./blocks.ts";
import { area, button, code, frame, lineBreak, link, picture, quotation } from "./inlines.ts";
import { list, row } from "./lists.ts";
import { table } from "./tables.ts";

/** What becomes of an element, by its name. Elements that are not listed are blocks or inline text, as their style says. */
const HANDLERS: ReadonlyMap<string, Handler> = new Map([
  ["a", link],
  ["area", area],
  ["blockquote", quote],
  ["br", lineBreak],
  ["button", button],
  ["code", code],
  ["dir", list],
  ["dt", definitionTerm],
  ["form", form],
  ["hr", thematicBreak],
  ["iframe", frame],
  ["img", picture],
  ["kbd", code],
  ["menu", list],
  ["ol", list],
  ["pre", codeBlock],
  ["q", quotation],
  ["samp", code],
  ["table", table],
  ["tr", row],
  ["tt", code],
  ["ul", list],
  // Machinery
  ...ignored("base head link meta noscript script style template title xml"),
  // Content that only a program can show, or that could run
  ...ignored("applet audio canvas embed frame frameset math object param source svg track"),
  // Fields of forms: nothing is sent from an archive
  ...ignored("datalist dialog input meter optgroup option progress select textarea"),
  // Columns of tables, which hold no text
  ...ignored("col colgroup"),
]);

/** Elements of Office: `v:` are drawings, `w:` and `m:` settings and formulas. `o:p` and smart tags hold text and are kept. */
const IGNORED_PREFIXES = /^(?:v|w|m):/;

/** The handler of an element, by its tag in lower case. */
export function handlerOf(tag: string): Handler {
  return HANDLERS.get(tag) ?? (IGNORED_PREFIXES.test(tag) ? ignore : other);
}

function ignored(tags: string): [string, Handler][] {
  return tags.split(" ").map((tag) => [tag, ignore]);
}
