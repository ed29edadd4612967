import { pixels, value } from "./look.ts";
import { attribute, type ChildNode, type Element, isElement, isText } from "./parse-html.ts";
import type { Declarations } from "./stylesheet.ts";

/** Elements that are left out with all they hold. */
export const DROPPED_ELEMENTS: ReadonlySet<string> = new Set([
  // Machinery
  "script",
  "style",
  "noscript",
  "template",
  "link",
  "meta",
  "base",
  "title",
  "head",
  "xml",
  // Whose content only a program can show, or that could run
  "object",
  "embed",
  "applet",
  "canvas",
  "svg",
  "math",
  "audio",
  "frame",
  "frameset",
  "param",
  "source",
  "track",
  // Forms: nobody answers any more
  "input",
  "select",
  "textarea",
  "option",
  "optgroup",
  "datalist",
  "progress",
  "meter",
  "dialog",
  // Columns of tables say nothing by themselves
  "col",
  "colgroup",
]);

/** Office's own elements: `v:` are drawings, `w:` and `m:` settings and formulas. `o:p` and smart tags hold text and are kept. */
export const DROPPED_PREFIXES = /^(?:v|w|m):/;

/** Class names that mail services give to text for the inbox list. */
export const PREHEADER_NAMES = /pre-?header|preview-?text|mcnPreviewText|inbox-?preview/i;

/** Whether nobody sees the element: not on a screen, not on paper, in no common mail program. */
export function isHidden(element: Element, declarations: Declarations): boolean {
  if (attribute(element, "hidden") !== undefined) return true;
  if (attribute(element, "aria-hidden") === "true" && !showsSomething(element)) return true;
  if (declarations.size === 0) return false;
  return HIDING.some((isHiding) => isHiding(declarations));
}

/**
 * Styles that hide. `mso-hide: all` is not among them: it hides in Outlook only, and stands on the buttons that all others see.
 * `font-size: 0` is not either: it hides text, but what is within can be large again, see {@link isUnreadable}.
 */
const HIDING: readonly ((declarations: Declarations) => boolean)[] = [
  (declarations) => value(declarations, "display") === "none",
  (declarations) => /^(?:hidden|collapse)$/.test(value(declarations, "visibility") ?? ""),
  (declarations) => /^\.?0*(?:\.0*)?%?$/.test(value(declarations, "opacity") ?? "1"),
  (declarations) =>
    clips(declarations) &&
    ["max-height", "height", "max-width", "width"].some((name) => isNothing(value(declarations, name))),
  (declarations) => value(declarations, "position") === "absolute" && isFarAway(declarations),
  (declarations) => /^-\d{4,}px/.test(value(declarations, "text-indent") ?? ""),
];

function clips(declarations: Declarations): boolean {
  return /hidden|clip/.test(value(declarations, "overflow") ?? "") || declarations.has("clip");
}

function isNothing(length: string | undefined): boolean {
  const size = length === undefined ? undefined : pixels(length);
  return size !== undefined && size <= 1;
}

function isFarAway(declarations: Declarations): boolean {
  return ["left", "top", "margin-left"].some((name) => /^-\d{4,}(?:px|em)/.test(value(declarations, name) ?? ""));
}

/** A word or a picture; not arrows, stars and lines. Stops at the first, as such elements can lie in each other. */
function showsSomething(element: Element): boolean {
  const waiting: ChildNode[] = [element];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isText(node) ? /[\p{L}\p{N}]/u.test(node.value) : isElement(node) && node.tagName === "img") return true;
    if (isElement(node)) for (const child of node.childNodes) waiting.push(child);
  }
  return false;
}

/** Text too small to be read, or in the very colour of what lies under it. */
export function isUnreadable(look: {
  size: number;
  colour: string | undefined;
  background: string | undefined;
}): boolean {
  return look.size <= 1 || (look.colour !== undefined && look.colour === look.background);
}
