import type MarkdownIt from "markdown-it";
import type { StateInline } from "markdown-it";
import { languageTag } from "../model/language.ts";

const MARK = /\]\{lang=([A-Za-z\d-]+)\}/y;

/** Adds the language of a passage to a parser (WCAG 3.1.2): `[text]{lang=en}`. Anything else in braces stays text. */
export function addLanguages(parser: MarkdownIt): void {
  parser.inline.ruler.before("link", "language", readPassage);
}

/** Where the last mark of a text may begin. Time: no bracket after it is matched. */
const lastMarks = new WeakMap<StateInline, number>();

function lastMark(state: StateInline): number {
  const last = lastMarks.get(state) ?? state.src.lastIndexOf("]{lang=");
  lastMarks.set(state, last);
  return last;
}

function readPassage(state: StateInline, silent: boolean): boolean {
  const start = state.pos;
  // "[^" begins a note.
  if (state.src[start] !== "[" || state.src[start + 1] === "^" || start > lastMark(state)) return false;
  const end = state.md.helpers.parseLinkLabel(state, start);
  if (end < 0 || state.src.slice(start + 1, end).trim() === "") return false;
  MARK.lastIndex = end;
  const [mark = "", written = ""] = MARK.exec(state.src) ?? [];
  const language = languageTag(written);
  if (language === undefined || end + mark.length > state.posMax) return false;
  if (!silent) {
    const { posMax } = state;
    state.pos = start + 1;
    state.posMax = end;
    state.push("language_open", "span", 1).attrSet("lang", language);
    state.md.inline.tokenize(state);
    state.push("language_close", "span", -1);
    state.posMax = posMax;
  }
  state.pos = end + mark.length;
  return true;
}
