/** Traces of editors in pages: comments, tracked deletions, labels of the editor. They are removed, and counted in the report. */
import type { Trace } from "../importer.ts";
import { attribute, type Element, isElement } from "./parse-html.ts";
import type { Declarations } from "./stylesheet.ts";

/** An element that is a trace. Where a comment is in two places, only the mark in the text is counted. */
export interface FoundTrace {
  readonly trace: Trace;
  readonly isCounted: boolean;
}

/** Word: the mark in the text, and what it leads to. */
const WORD_MARK = /(?:^|\s)(?:MsoCommentReference|msocomanchor)(?:\s|$)/i;
const WORD_COMMENT = /(?:^|\s)(?:msocomtxt|msocomoff|MsoCommentText|MsoCommentSubject)(?:\s|$)/i;
/** LibreOffice, when it exports XHTML. */
const LIBRE_OFFICE = /(?:^|\s)annotation_style_by_filter/i;
const WORD_DELETION = /(?:^|\s)msoDel(?:\s|$)/i;
/** Substack. */
const LABEL = /(?:^|\s)hide-text(?:\s|$)/i;

/** Whether an element is a trace of an editor. */
export function traceOf(element: Element, declarations: Declarations): FoundTrace | undefined {
  const names = attribute(element, "class") ?? "";
  const tag = element.tagName;
  if (/^comment/.test(declarations.get("mso-element") ?? "") || WORD_COMMENT.test(names) || isGoogleComment(element))
    return { trace: "comment", isCounted: false };
  if (WORD_MARK.test(names) || LIBRE_OFFICE.test(names) || (tag === "a" && /^cmnt_ref\d/.test(idOf(element))))
    return { trace: "comment", isCounted: true };
  // A deletion that readers should see has no author.
  if (tag === "del" && (attribute(element, "cite") !== undefined || WORD_DELETION.test(names)))
    return { trace: "change", isCounted: true };
  if (LABEL.test(names) || (tag === "label" && attribute(element, "contenteditable") === "false"))
    return { trace: "label", isCounted: true };
  return undefined;
}

/** Google Docs: `<div><p><a id="cmnt1">[a]</a>…`, for each comment a block below the text. */
function isGoogleComment(element: Element): boolean {
  if (element.tagName !== "div" && element.tagName !== "p") return false;
  const first = firstChild(element);
  return isComment(first) || (first?.tagName === "p" && isComment(firstChild(first)));
}

function isComment(element: Element | undefined): boolean {
  return element?.tagName === "a" && /^cmnt\d/.test(idOf(element));
}

function firstChild(element: Element): Element | undefined {
  return element.childNodes.find(isElement);
}

function idOf(element: Element): string {
  return attribute(element, "id") ?? attribute(element, "name") ?? "";
}
