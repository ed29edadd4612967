/** The parts of a line of text: its sentences, and the pieces between separators such as `|` and `·`. */
import type { PhrasingContent, Root } from "mdast";
import { dropEmpty, oneLine, paragraph, replaceChildren } from "./tree.ts";

/** A range in the words of a line. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Part extends Place {
  /** Without surrounding spaces and brackets. */
  readonly text: string;
}

/** A line with more parts is running text, for which no rule is certain. */
const MOST_PARTS = 30;
/** Abbreviations, after which a sentence continues. */
const SHORTENED = [
  "inc",
  "ltd",
  "co",
  "corp",
  "llc",
  "no",
  "st",
  "dr",
  "mr",
  "mrs",
  "vol",
  "ex",
  "bl\\.a",
  "kl",
  "nr",
  "tel",
  "ca",
  "dvs",
  "org",
]
  .map((word) => `[${word.slice(0, 1).toUpperCase()}${word.slice(0, 1)}]${word.slice(1)}`)
  .join("|");
const SENTENCE_END = `(?<=[.!?][)"”’]?)(?<!(?<!\\p{L})(?:${SHORTENED})\\.)\\s+(?=[^\\p{Ll}\\s])`;
const ANY = new RegExp(`\\s*[|·•]\\s*|\\s+[/–—-]\\s+|${SENTENCE_END}`, "gu");
const SLASH = /\s*[|·•/]\s*/gu;
const MENU = /\s*[|·•]\s*|\s+\/\s+/gu;
const SENTENCES = new RegExp(SENTENCE_END, "gu");

/** All the parts that a line can be cut into; one alone when it cannot. */
export function partsOf(line: string): Part[] {
  return split(line, ANY);
}

/** The same, also split at slashes without spaces: "Modify/Unsubscribe". */
export function slashPartsOf(line: string): Part[] {
  return line.includes("://") ? [] : split(line, SLASH);
}

/** The entries of a line that is a menu: "Home | Courses | Unsubscribe". */
export function entriesOf(line: string): Part[] {
  return split(line, MENU);
}

/** The sentences of a line, without those that only abbreviations seem to end. */
export function sentencesOf(line: string): Part[] {
  return split(line, SENTENCES);
}

function split(line: string, separator: RegExp): Part[] {
  const parts: Part[] = [];
  const separators = line.matchAll(separator);
  let start = 0;
  const push = (end: number) => {
    const text = oneLine(line.slice(start, end)).replace(/^[([*]+\s*|\s*[)\]*]+$/g, "");
    if (/[\p{L}\p{N}©]/u.test(text)) parts.push({ start, end, text });
  };
  for (const match of separators) {
    push(match.index);
    start = match.index + match[0].length;
    if (parts.length > MOST_PARTS) return [];
  }
  push(line.length);
  return parts;
}

/** A line's nodes without the words at these places, which stand in order and do not overlap. */
export function withoutPlaces(content: readonly PhrasingContent[], places: readonly Place[]): PhrasingContent[] {
  const root: Root = { type: "root", children: [paragraph([...content])] };
  let offset = 0;
  replaceChildren(root, (child) => {
    if (child.type !== "text") return [child];
    const from = offset;
    offset += child.value.length;
    return [{ ...child, value: cut(child.value, from, places) }];
  });
  dropEmpty(root);
  const [left] = root.children;
  return left?.type === "paragraph" ? left.children : [];
}

function cut(value: string, from: number, places: readonly Place[]): string {
  let kept = "";
  let at = 0;
  for (const { start, end } of places) {
    const begin = Math.min(Math.max(start - from, at), value.length);
    kept += value.slice(at, begin);
    at = Math.min(Math.max(end - from, begin), value.length);
  }
  return kept + value.slice(at);
}
