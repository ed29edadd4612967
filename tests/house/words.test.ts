import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { filesBelow, ROOT } from "../../src/program.mjs";

/** Phrases that comments and titles avoid: a reader who does not know the project stumbles over them. */
const PHRASES = [
  /\b(?:is|are|was|were|be) told\b/i,
  /\btells? (?:of|whether)\b|\btells (?:that|what|how|when)\b/i,
  /\bstands? for\b/i,
  /\banew\b/i,
  /\bheld against\b/i,
  /\bholds? (?:\S+ ){1,5}against\b/i,
  /\bby (?:itself|themselves)\b/i,
  /\bfaults? of ours\b/i,
  /\bsomebody has looked\b/i,
  /\bnobody (?:knows|can tell)\b/i,
  /\blets? go of\b/i,
  /\bwhoever\b/i,
  /\bremember(?:s|ed)?\b/i,
];

/** The comments of a file, each as one line. */
function commentsOf(text: string): string[] {
  const source = ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest, true);
  const found = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
    ];
    for (const { pos, end } of ranges) found.set(pos, text.slice(pos, end).replace(/\s+(?:\*\s+)?/g, " "));
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return [...found.values()];
}

/** The titles of the tests in a file. */
function titlesOf(text: string): string[] {
  const source = ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(?:test|it|describe)\b/.test(node.expression.getText(source))) {
      const [title] = node.arguments;
      if (title && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) found.push(title.getText(source));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test.each([
  ["comments of src", "src", commentsOf],
  ["comments of tests", "tests", commentsOf],
  ["titles of tests", "tests", titlesOf],
] as const)("%s are in plain English", (_, folder, textsOf) => {
  const files = filesBelow(join(ROOT, folder)).filter((file) => /\.(?:ts|mjs)$/.test(file));
  const found = files.flatMap((file) =>
    textsOf(readFileSync(file, "utf8"))
      .filter((text) => PHRASES.some((phrase) => phrase.test(text)))
      .map((text) => `${relative(ROOT, file)}: ${text}`),
  );
  expect(found).toEqual([]);
});
