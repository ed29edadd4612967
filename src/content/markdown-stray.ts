/** Finds what looks like Markdown and is shown as text. */
import type MarkdownIt from "markdown-it";
import type { Token } from "markdown-it";
import type { Problem } from "../diagnostics.ts";
import { plainText, roughText } from "./markdown-plain-text.ts";
import { blockFault } from "./markdown-stray-blocks.ts";
import type { StrayRule } from "./stray/rule.ts";
import { PARAGRAPH_RULES, TEXT_RULES } from "./stray/rules.ts";

/** A text with more than this is of another kind than Markdown, and the first say so. */
const MOST = 500;

/** What the parser leaves in its environment. */
export interface StrayFinds {
  /** Lines count from 1 in the text that was parsed. */
  stray?: Problem[];
}

/** Has a parser look for stray markup after its inline rules, while signs that an editor has escaped can still be known. */
export function addStrayRules(parser: MarkdownIt): void {
  parser.core.ruler.after("inline", "stray", ({ src, tokens, env }) => {
    const text = new Search(src.split("\n"));
    for (const [index, token] of tokens.entries()) {
      if (text.found.length >= MOST) break;
      if (token.map) text.line = token.map[0];
      if (token.type === "inline") text.inline(token, tokens[index - 1]?.type);
      else {
        const found = blockFault(tokens, index, text.lines, env);
        if (found) text.found.push(found);
      }
    }
    (env as StrayFinds).stray = text.found;
  });
}

class Search {
  readonly found: Problem[] = [];
  readonly lines: readonly string[];
  /** The line, from 0, on which the block begins. */
  line = 0;
  /** How far into a line of a table its cells have been read. */
  #read = { line: -1, to: 0 };

  constructor(lines: readonly string[]) {
    this.lines = lines;
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
        const fault = faultOf(rule, match, content);
        if (!fault) continue;
        taken.push([from, to]);
        const place = this.#place(content, from + match[0].search(/\S/), start);
        this.found.push({ ...place, severity: rule.severity, ...fault });
      }
    }
  }

  /** Where a cell begins in its line: of equal cells, each has its own place. */
  #cell(content: string): number {
    const from = this.#read.line === this.line ? this.#read.to : 0;
    const start = Math.max(this.lines[this.line]?.indexOf(content, from) ?? 0, from);
    this.#read = { line: this.line, to: start + content.length };
    return start;
  }

  /** The parser takes the signs of lists and quotes, and indents, from the beginning of each line. */
  #place(content: string, offset: number, start: number | undefined): { line: number; column: number } {
    const before = content.slice(0, offset).split("\n");
    const line = this.line + before.length - 1;
    const within = before.at(-1)?.length ?? 0;
    const own = content.split("\n", before.length).at(-1) ?? "";
    const source = this.lines[line] ?? "";
    const text = own.trim();
    const begins = source.trimEnd().endsWith(text) ? source.trimEnd().length - text.length : source.indexOf(text);
    const indent = own.length - own.trimStart().length;
    return { line: line + 1, column: (start ?? Math.max(begins, 0)) + within - indent + 1 };
  }
}

function faultOf(rule: StrayRule, { indices }: RegExpExecArray, content: string): ReturnType<StrayRule["fault"]> {
  return rule.fault(...(indices ?? []).map((place) => (place ? content.slice(...place) : "")));
}
