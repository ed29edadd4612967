import { attribute, type ChildNode, type Element, isElement, isText } from "./parse-html.ts";
import type { Declarations } from "./stylesheet.ts";

/** The computed style of an element: what of it says what its text is. */
export interface ComputedStyle {
  /** In pixels. */
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly deleted: boolean;
  /** `#rrggbb`; undefined where it is not certain. */
  readonly colour: string | undefined;
  readonly background: string | undefined;
  /** Line ends in the source are shown: `white-space: pre`. */
  readonly keepsLines: boolean;
}

/** Of a page without styles. */
export const INITIAL_STYLE: ComputedStyle = {
  size: 16,
  bold: false,
  italic: false,
  deleted: false,
  colour: undefined,
  background: undefined,
  keepsLines: false,
};

const BOLD: ReadonlySet<string> = new Set(["b", "strong"]);
const ITALIC: ReadonlySet<string> = new Set(["i", "em", "cite", "dfn", "var"]);
const DELETED: ReadonlySet<string> = new Set(["s", "del", "strike"]);
const LARGE_TAGS: Readonly<Record<string, number>> = {
  h1: 2,
  h2: 1.5,
  h3: 1.17,
  h4: 1,
  h5: 0.83,
  h6: 0.67,
  small: 0.83,
  big: 1.2,
};
const FONT_SIZES = [10, 10, 13, 16, 18, 24, 32, 48];
const NAMED_SIZES: Readonly<Record<string, number>> = {
  "xx-small": 9,
  "x-small": 10,
  small: 13,
  medium: 16,
  large: 18,
  "x-large": 24,
  "xx-large": 32,
};
/** Factors to pixels, and of the inherited size. */
const UNITS: Readonly<Record<string, number>> = { px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 37.8, mm: 3.78, rem: 16 };
const PARTS: Readonly<Record<string, number>> = { em: 1, "%": 0.01, ex: 0.5, ch: 0.5 };

/** @param around the style that the element inherits; returned as it is where the element changes nothing */
export function computedStyle(element: Element, declarations: Declarations, around: ComputedStyle): ComputedStyle {
  const tag = element.tagName;
  const isPlain = declarations.size === 0 && element.attrs.length === 0;
  if (isPlain && !(tag in LARGE_TAGS) && !BOLD.has(tag) && !ITALIC.has(tag) && !DELETED.has(tag) && tag !== "pre")
    return around;
  const decoration = value(declarations, "text-decoration") ?? value(declarations, "text-decoration-line");
  return {
    size: sizeOf(element, declarations, around.size),
    bold: boldness(declarations) ?? (BOLD.has(tag) || around.bold),
    italic: italicness(declarations) ?? (ITALIC.has(tag) || around.italic),
    deleted: DELETED.has(tag) || decoration?.includes("line-through") === true || around.deleted,
    colour: colourOf(value(declarations, "color") ?? attribute(element, "color")) ?? around.colour,
    background: backgroundOf(element, declarations, around.background),
    keepsLines: linesOf(declarations) ?? (tag === "pre" || around.keepsLines),
  };
}

/** A value without `!important`. */
export function value(declarations: Declarations, name: string): string | undefined {
  return declarations.get(name)?.replace("!important", "");
}

function sizeOf(element: Element, declarations: Declarations, around: number): number {
  const styled = value(declarations, "font-size") ?? sizeInShorthand(value(declarations, "font"));
  const size = styled === undefined ? undefined : pixels(styled, around);
  if (size !== undefined) return Math.round(size * 10) / 10;
  if (element.tagName === "font") return fontSize(attribute(element, "size")) ?? around;
  const factor = LARGE_TAGS[element.tagName];
  return factor === undefined ? around : around * factor;
}

function sizeInShorthand(font: string | undefined): string | undefined {
  return font === undefined ? undefined : /(?:^|\s)(\d[\d.]{0,8}(?:px|pt|em|rem|%))/.exec(font)?.[1];
}

function fontSize(size: string | undefined): number | undefined {
  const match = /^\s*([+-]?)(\d)/.exec(size ?? "");
  if (!match) return undefined;
  const number = Number(match[2]);
  const step = match[1] === "+" ? 3 + number : match[1] === "-" ? 3 - number : number;
  return FONT_SIZES[Math.min(Math.max(step, 1), 7)];
}

/** A length in pixels; undefined for one that depends on the window. */
export function pixels(text: string, around = 16): number | undefined {
  const named = NAMED_SIZES[text];
  if (named !== undefined) return named;
  if (text === "larger") return around * 1.2;
  if (text === "smaller") return around / 1.2;
  const match = /^(-?\d{0,6}(?:\.\d{1,8})?)\s*([a-z%]*)/.exec(text);
  const number = Number.parseFloat(match?.[1] ?? "");
  if (Number.isNaN(number)) return undefined;
  const unit = match?.[2] ?? "";
  if (unit === "") return number;
  const factor = UNITS[unit];
  if (factor !== undefined) return number * factor;
  const part = PARTS[unit];
  return part === undefined ? undefined : number * part * around;
}

function boldness(declarations: Declarations): boolean | undefined {
  const weight =
    value(declarations, "font-weight") ?? /\b(bold|[6-9]00)\b/.exec(value(declarations, "font") ?? "")?.[1];
  if (weight === undefined || weight === "inherit") return undefined;
  const number = Number.parseInt(weight, 10);
  return Number.isNaN(number) ? weight.startsWith("bold") : number >= 600;
}

function italicness(declarations: Declarations): boolean | undefined {
  const style = value(declarations, "font-style") ?? /\b(italic)\b/.exec(value(declarations, "font") ?? "")?.[1];
  return style === undefined || style === "inherit" ? undefined : style === "italic" || style.startsWith("oblique");
}

function linesOf(declarations: Declarations): boolean | undefined {
  const space = value(declarations, "white-space");
  return space === undefined || space === "inherit" ? undefined : /^(?:pre|break-spaces)/.test(space);
}

// --- Colours

function backgroundOf(element: Element, declarations: Declarations, around: string | undefined): string | undefined {
  const shorthand = value(declarations, "background");
  const image = value(declarations, "background-image") ?? shorthand;
  // A picture or a gradient covers the colour.
  if (/url\(|gradient/.test(image ?? "") || attribute(element, "background") !== undefined) return undefined;
  const colour = value(declarations, "background-color") ?? shorthand ?? attribute(element, "bgcolor");
  if (colour === undefined || /transparent|inherit|none|initial|unset/.test(colour)) return around;
  return colourOf(colour);
}

const NAMED_COLOURS: Readonly<Record<string, string>> = { white: "#ffffff", black: "#000000" };

function colourOf(text: string | undefined): string | undefined {
  const colour = text?.trim().toLowerCase() ?? "";
  const short = /^#?([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(colour);
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join("")}`;
  if (/^#?[0-9a-f]{6}$/.test(colour)) return colour.startsWith("#") ? colour : `#${colour}`;
  const parts = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*1(?:\.0+)?\s*)?\)$/.exec(colour);
  if (parts)
    return `#${parts
      .slice(1, 4)
      .map((part) => Number(part).toString(16).padStart(2, "0"))
      .join("")}`;
  return NAMED_COLOURS[colour];
}

// --- Display and visibility

/** What browsers display as a block. */
const BLOCKS: ReadonlySet<string> = new Set(
  "address article aside body caption center dd details div dl fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup html legend li main map nav p section summary table tbody td tfoot th thead tr video".split(
    " ",
  ),
);

/** Whether an element is displayed as a block, by its style or else by its name. */
export function isBlock(tag: string, declarations: Declarations): boolean {
  const display = value(declarations, "display");
  if (display === undefined) return BLOCKS.has(tag);
  if (display === "inline" && !/^t/.test(tag)) return false;
  return BLOCKS.has(tag) || /^(?:block|table|flex|grid|list-item)/.test(display);
}

/** Whether no reader sees the element: not on a screen, not on paper, in no common mail program. */
export function isHidden(element: Element, declarations: Declarations): boolean {
  if (attribute(element, "hidden") !== undefined) return true;
  if (attribute(element, "aria-hidden") === "true" && !showsSomething(element)) return true;
  if (declarations.size === 0) return false;
  return HIDING.some((isHiding) => isHiding(declarations));
}

/**
 * Declarations that hide. `mso-hide: all` is not among them: it hides in Outlook only, on buttons that all others see. Nor is
 * `font-size: 0`: elements within can be large again, see {@link isUnreadable}.
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

/** Whether it holds a word or a picture; arrows, stars and lines do not count. Stops at the first: nested checks would be quadratic. */
function showsSomething(element: Element): boolean {
  const waiting: ChildNode[] = [element];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isText(node) ? /[\p{L}\p{N}]/u.test(node.value) : isElement(node) && node.tagName === "img") return true;
    if (isElement(node)) for (const child of node.childNodes) waiting.push(child);
  }
  return false;
}

/** Text too small to be read, or in the colour of its background. */
export function isUnreadable({ size, colour, background }: ComputedStyle): boolean {
  return size <= 1 || (colour !== undefined && colour === background);
}
