/** Finds what looks like Markdown and is shown as text. */
import type MarkdownIt from "markdown-it";
import type { Token } from "markdown-it";
import type { Edit, Fault, Fix, Position, Problem } from "../diagnostics.ts";
import { plainText, roughText } from "./markdown-plain-text.ts";
import { blockFault } from "./markdown-stray-blocks.ts";
import type { StrayRule, Surroundings } from "./stray/rule.ts";
import { PARAGRAPH_RULES, TEXT_RULES } from "./stray/rules.ts";

/** A text with more than this is of another kind than Markdown, and the first say so. */
const MOST = 500;

/** What the parser takes from its environment, and leaves in it. */
export interface StrayFinds {
  renaming?: Surroundings["renaming"];
  /** Lines count from 1 in the text that was parsed. */
  stray?: Problem[];
}

/** Has a parser look for stray markup after its inline rules, while signs that an editor has escaped can still be known. */
export function addStrayRules(parser: MarkdownIt): void {
  parser.core.ruler.after("inline", "stray", ({ src, tokens, env }) => {
    const finds = env as StrayFinds;
    const text = new Search(src.split("\n"), finds.renaming);
    if (tokens.some(({ tag }) => tag === "h1")) text.heading("h1");
    for (const [index, token] of tokens.entries()) {
      if (text.found.length >= MOST) break;
      if (token.map) text.line = token.map[0];
      if (token.type === "heading_open") text.heading(token.tag);
      if (token.type === "inline") text.inline(token, tokens[index - 1]?.type);
      else {
        const found = blockFault(tokens, index, text.lines, env);
        if (found) text.found.push(found);
      }
    }
    finds.stray = text.found;
  });
}

class Search {
  readonly found: Problem[] = [];
  readonly lines: readonly string[];
  /** The line, from 0, on which the block begins. */
  line = 0;
  readonly #renaming: Surroundings["renaming"];
  /** Whether the text has a heading of the first level, and whether others came so far. */
  #hasTop = false;
  #hasOthers = false;
  /** How far into a line of a table its cells have been read. */
  #read = { line: -1, to: 0 };

  constructor(lines: readonly string[], renaming: Surroundings["renaming"] = () => undefined) {
    this.lines = lines;
    this.#renaming = renaming;
  }

  heading(tag: string): void {
    if (tag === "h1") this.#hasTop = true;
    else this.#hasOthers = true;
  }

  inline(token: Token, within: string | undefined): void {
    const { content } = token;
    const all = within === "paragraph_open" ? PARAGRAPH_RULES : TEXT_RULES;
    const rough = roughText(token);
    const rules = all.filter(({ sign }) => (typeof sign === "string" ? rough.includes(sign) : sign.test(rough)));
    const start = within === "td_open" || within === "th_open" ? this.#cell(content) : undefined;
    if (rules.length === 0) return;
    const text = plainText(token);
    const taken: [number, number][] = [];
    for (const rule of rules) {
      for (const match of text.matchAll(rule.pattern)) {
        const [from, to] = [match.index, match.index + match[0].length];
        if (this.found.length >= MOST || taken.some(([first, end]) => from < end && to > first)) continue;
        const around: Surroundings = {
          before: text.slice(0, from),
          after: text.slice(to),
          topHeading: this.#hasTop || !this.#hasOthers ? "#" : "##",
          renaming: this.#renaming,
        };
        const fault = faultOf(rule, match, content, around);
        if (!fault) continue;
        taken.push([from, to]);
        const { answer, renaming, ...said } = fault;
        if (said.rule === "heading-broken") this.heading(answer?.startsWith("# ") ? "h1" : "h2");
        const fix = answer === undefined ? undefined : this.#fix(content, from, to, answer, start);
        this.found.push({
          ...this.#place(content, from + match[0].search(/\S/), start),
          severity: rule.severity,
          ...said,
          ...(fix && { fix: renaming ? { ...fix, renaming } : fix }),
        });
      }
    }
  }

  /** An answer line by line, as the lines of a quote or a list begin with its signs. Undefined where a line is not found. */
  #fix(content: string, from: number, to: number, answer: string, start: number | undefined): Fix | undefined {
    const before = content.slice(0, from).split("\n");
    const own = content.split("\n");
    const [lines, mended] = [content.slice(from, to).split("\n"), answer.split("\n")];
    if (mended.length < lines.length) return undefined;
    const edits: Edit[] = [];
    for (const [index, line] of lines.entries()) {
      const [next = "", ...added] = mended.slice(index, index === lines.length - 1 ? undefined : index + 1);
      const shared = indentOf(line) === indentOf(next) ? indentOf(line).length : 0;
      const row = before.length - 1 + index;
      const within = (index === 0 ? (before.at(-1)?.length ?? 0) : 0) + shared;
      const place = this.#placeInLine(own[row] ?? "", row, within, start);
      const source = this.lines[place.line - 1] ?? "";
      const was = line.slice(shared);
      if (!source.startsWith(was, place.column - 1)) return undefined;
      const beginning = source.slice(0, place.column - 1).replace(/[^\s>]/g, " ");
      const text = [next.slice(shared), ...added.map((each) => (each === "" ? "" : beginning + each))].join("\n");
      if (text !== was) edits.push({ ...place, was, text });
    }
    return { edits };
  }

  /** Where a cell begins in its line: of equal cells, each has its own place. */
  #cell(content: string): number {
    const from = this.#read.line === this.line ? this.#read.to : 0;
    const start = Math.max(this.lines[this.line]?.indexOf(content, from) ?? 0, from);
    this.#read = { line: this.line, to: start + content.length };
    return start;
  }

  #place(content: string, offset: number, start: number | undefined): Position {
    const before = content.slice(0, offset).split("\n");
    const row = before.length - 1;
    const own = content.split("\n", before.length).at(-1) ?? "";
    return this.#placeInLine(own, row, before.at(-1)?.length ?? 0, start);
  }

  /** The parser takes the signs of lists and quotes, and indents, from the beginning of each line. */
  #placeInLine(own: string, row: number, within: number, start: number | undefined): Position {
    const line = this.line + row;
    const source = this.lines[line] ?? "";
    const text = own.trim();
    const begins = source.trimEnd().endsWith(text) ? source.trimEnd().length - text.length : source.indexOf(text);
    const indent = own.length - own.trimStart().length;
    return { line: line + 1, column: (start ?? Math.max(begins, 0)) + within - indent + 1 };
  }
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? "";
}

function faultOf(
  rule: StrayRule,
  { indices }: RegExpExecArray,
  content: string,
  around: Surroundings,
): Fault | undefined {
  return rule.fault(
    (indices ?? []).map((place) => (place ? content.slice(...place) : "")),
    around,
  );
}
