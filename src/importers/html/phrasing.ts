import type { PhrasingContent, Text } from "mdast";
import { type Inline, isLanguage, type LinkMark, type Mark } from "./blocks.ts";

/** Text without blanks at its ends, a blank, or a node that is not text; with its marks. */
type Piece = { readonly marks: readonly Mark[] } & (
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "node"; readonly node: PhrasingContent }
);

const NO_MARKS: readonly Mark[] = [];

/**
 * Makes mdast of the text of a paragraph: blanks collapse as in browsers, and each mark wraps as much as possible, so that `a`
 * and `b` in italics with `b` bold become one emphasis around both.
 */
export function toPhrasing(inlines: readonly Inline[]): PhrasingContent[] {
  return nest(collapsed(inlines), new Set());
}

// --- Blanks

function collapsed(inlines: readonly Inline[]): Piece[] {
  const pieces: Piece[] = [];
  let isSpace = false;
  let isCodeSpace = false;
  const space = (next: readonly Mark[] | undefined): void => {
    const last = pieces.at(-1);
    if (isSpace && last && next && !isBreak(last)) {
      pieces.push({ kind: "text", text: " ", marks: between(last.marks, next, isCodeSpace) });
    }
    isSpace = false;
  };
  for (const inline of inlines) {
    if (inline.kind === "text") {
      const text = plainSpaces(inline.text).replace(/[^\S\u00a0]+/g, " ");
      if (text.startsWith(" ")) [isSpace, isCodeSpace] = [true, inline.marks.includes("code")];
      const core = text.slice(text.startsWith(" ") ? 1 : 0, text.endsWith(" ") ? -1 : undefined);
      if (core === "") continue;
      space(inline.marks);
      pieces.push({ kind: "text", text: core, marks: inline.marks });
      if (text.endsWith(" ")) [isSpace, isCodeSpace] = [true, inline.marks.includes("code")];
    } else if (inline.kind === "break") {
      isSpace = false;
      pieces.push({ kind: "node", node: { type: "break" }, marks: NO_MARKS });
    } else if (inline.kind === "picture") {
      space(inline.marks);
      pieces.push({ kind: "node", node: { type: "image", url: inline.url, alt: inline.alt }, marks: inline.marks });
    } else {
      // A reference can be within emphasis, but not within code.
      const marks = inline.marks.filter((mark) => mark !== "code");
      space(marks);
      pieces.push({ kind: "node", node: { type: "footnoteReference", identifier: inline.id }, marks });
    }
  }
  return withBreaksMarked(pieces);
}

/** Keeps no-break spaces between a figure and its unit or next digits: 500 000 kr. Elsewhere they are layout. */
function plainSpaces(text: string): string {
  if (!text.includes("\u00a0")) return text;
  return text.replace(/(?<![\d§])\u00a0|\u00a0(?![\d\p{L}%€$£°])/gu, " ");
}

function isBreak(piece: Piece): boolean {
  return piece.kind === "node" && piece.node.type === "break";
}

/** Marks line breaks within emphasis or a link, which they do not end, and removes those at the ends. */
function withBreaksMarked(pieces: readonly Piece[]): Piece[] {
  const first = pieces.findIndex((piece) => !isBreak(piece));
  const last = pieces.findLastIndex((piece) => !isBreak(piece));
  const inner = first < 0 ? [] : pieces.slice(first, last + 1);
  return inner.map((piece, index): Piece => {
    const [before, after] = [inner[index - 1], inner[index + 1]];
    if (!isBreak(piece) || !before || !after) return piece;
    return { ...piece, marks: common(before.marks, after.marks).filter((mark) => mark !== "code") };
  });
}

/** The marks of a blank: those on both sides. Two code spans with a blank between them remain two. */
function between(one: readonly Mark[], other: readonly Mark[], isCode: boolean): readonly Mark[] {
  const marks = common(one, other);
  const isSameCode = isCode && marks.length === one.length && marks.length === other.length;
  return isSameCode ? marks : marks.filter((mark) => mark !== "code");
}

function common(one: readonly Mark[], other: readonly Mark[]): readonly Mark[] {
  if (one === other) return one;
  return one.filter((mark) => other.some((candidate) => isSame(mark, candidate)));
}

function isSame(one: Mark, other: Mark): boolean {
  return one === other || (typeof one !== "string" && typeof other !== "string" && one.url === other.url);
}

// --- Marks

function nest(pieces: readonly Piece[], open: ReadonlySet<string>): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  for (let index = 0; index < pieces.length; ) {
    const piece = pieces[index];
    if (!piece) break;
    const { mark, end } = widestMark(pieces, index, open);
    if (mark === undefined) {
      pushLeaf(result, piece);
      index += 1;
      continue;
    }
    const inside = pieces.slice(index, end);
    if (mark === "code") pushCode(result, inside);
    else result.push(wrap(mark, nest(inside, new Set([...open, nameOf(mark)]))));
    index = end;
  }
  return result;
}

/** The mark that covers most of what follows without cutting a link; of equals the outermost. Code is innermost: it holds no marks. */
function widestMark(
  pieces: readonly Piece[],
  start: number,
  open: ReadonlySet<string>,
): { mark: Mark | undefined; end: number } {
  let widest: { mark: Mark | undefined; end: number } = { mark: undefined, end: start };
  for (const mark of pieces[start]?.marks ?? []) {
    if (open.has(nameOf(mark))) continue;
    let end = start + 1;
    while (end < pieces.length && isHeldBy(mark, pieces[end]?.marks ?? NO_MARKS, open)) end += 1;
    if (typeof mark === "string" && !open.has("link")) end = beforeCutLink(pieces, end);
    if (end <= start) continue;
    // A passage in another language may hold links, and no link a passage.
    const isWider = end > widest.end || (end === widest.end && isLanguage(mark));
    const isBetter = widest.mark === "code" || (isWider && mark !== "code");
    if (isBetter || widest.mark === undefined) widest = { mark, end };
  }
  return widest;
}

/** Emphasis that ends within a link must not cut it: screen readers would read two links. */
function beforeCutLink(pieces: readonly Piece[], end: number): number {
  const link = linkOf(pieces[end]);
  let cut = end;
  while (link && cut > 0 && linkOf(pieces[cut - 1])?.url === link.url) cut -= 1;
  return cut;
}

function linkOf(piece: Piece | undefined): LinkMark | undefined {
  return piece?.marks.find((mark): mark is LinkMark => typeof mark !== "string");
}

function isHeldBy(mark: Mark, marks: readonly Mark[], open: ReadonlySet<string>): boolean {
  if (mark === "code" && marks.some((other) => other !== "code" && !open.has(nameOf(other)))) return false;
  return marks.some((other) => isSame(mark, other));
}

function nameOf(mark: Mark): string {
  return typeof mark === "string" ? mark : "link";
}

function wrap(mark: Exclude<Mark, "code">, children: PhrasingContent[]): PhrasingContent {
  if (isLanguage(mark)) return { type: "passage", lang: mark.slice("lang:".length), children };
  if (typeof mark === "string") return { type: mark, children } as PhrasingContent;
  return { type: "link", url: mark.url, children: children as Text[] };
}

function pushLeaf(result: PhrasingContent[], piece: Piece): void {
  const last = result.at(-1);
  if (piece.kind === "node") result.push(piece.node);
  else if (last?.type === "text") last.value += piece.text;
  else result.push({ type: "text", value: piece.text });
}

function pushCode(result: PhrasingContent[], pieces: readonly Piece[]): void {
  let code = "";
  for (const piece of pieces) {
    if (piece.kind === "text") code += piece.text;
    else {
      if (code !== "") result.push({ type: "inlineCode", value: code });
      code = "";
      result.push(piece.node);
    }
  }
  if (code !== "") result.push({ type: "inlineCode", value: code });
}
