import type MarkdownIt from "markdown-it";
import type { Problem } from "../diagnostics.ts";
import { walkBody } from "./markdown-body.ts";
import { createParser, type Environment } from "./markdown-parser.ts";
import { addStrayRules, type StrayFinds } from "./markdown-stray.ts";
import type { Body, MarkdownContext } from "./markdown-types.ts";

export type MarkdownRenderer = (markdown: string, context: MarkdownContext) => { body: Body; problems: Problem[] };

/**
 * CommonMark with tables, footnotes and heading anchors. Raw HTML and attributes, but for `{lang=en}`, are text, never markup: what an editor
 * or an imported letter writes can only become the elements named here. The parsers, one a language, live as long as
 * the returned function.
 */
export function createMarkdownRenderer(): MarkdownRenderer {
  const parsers = new Map<string, MarkdownIt>();
  return (markdown, context) => {
    const language = context.language.split("-")[0] ?? "";
    const parser = parsers.get(language) ?? readersParser(language);
    parsers.set(language, parser);
    return render(parser, markdown, context);
  };
}

function readersParser(language: string): MarkdownIt {
  const parser = createParser(language);
  addStrayRules(parser);
  return parser;
}

function render(parser: MarkdownIt, markdown: string, context: MarkdownContext): { body: Body; problems: Problem[] } {
  const { words, renaming } = context;
  const environment: Environment & StrayFinds = { words, tables: 0, ...(renaming && { renaming }) };
  const tokens = parser.parse(markdown, environment);
  const { problems, ...body } = walkBody(tokens, markdown, context);
  const html = parser.renderer.render(tokens, parser.options, environment);
  const stray = (environment.stray ?? []).flatMap((problem): Problem[] => {
    // Few mails had their addresses as links: a letter is archived as it was sent.
    if (context.imported && problem.rule === "address-not-linked") return [];
    const severity = context.imported ? "warning" : problem.severity;
    return [{ ...below(problem, context.firstLine - 1), severity }];
  });
  return { body: { ...body, html }, problems: [...problems, ...stray] };
}

/** A problem in a text that begins so many lines further down. */
function below({ fix, ...problem }: Problem, lines: number): Problem {
  const moved = fix && { ...fix, edits: fix.edits.map((edit) => ({ ...edit, line: edit.line + lines })) };
  return { ...problem, line: problem.line + lines, ...(moved && { fix: moved }) };
}
