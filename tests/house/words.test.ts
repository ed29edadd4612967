import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { filesBelow, ROOT } from "../../src/program.mjs";

/** Phrases that comments avoid: a reader who does not know the project stumbles over them. */
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

test.each(["src", "tests"])("comments of %s are in plain English", (folder) => {
  const files = filesBelow(join(ROOT, folder)).filter((file) => file.endsWith(".ts"));
  const found = files.flatMap((file) =>
    commentsOf(readFileSync(file, "utf8"))
      .filter((comment) => PHRASES.some((phrase) => phrase.test(comment)))
      .map((comment) => `${relative(ROOT, file)}: ${comment}`),
  );
  expect(found).toEqual([]);
});
