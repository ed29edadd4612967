import type { Blockquote, RootContent } from "mdast";
import type { LetterTree } from "../importer.ts";
import { BlockReader } from "./block-reader.ts";
import { append, card } from "./nodes.ts";
import { readBlocks } from "./read-lines.ts";
import { splitBlocks } from "./split-blocks.ts";

/** Stack: a line may begin with a million `>`. Deeper quotes are read as the deepest. */
const DEEPEST_QUOTE = 8;

/** Reads the plain text of a letter: a mail's text part, or a web version copied as text. */
export function textToTree(text: string): LetterTree {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|[\r\n\u2028\u2029\f\v]/);
  const links = text.match(/https?:\/\/\S/gi)?.length ?? 0;
  const seen = { text: lines.join("\n"), links, pictures: 0, tables: 0, headings: 0 };
  return { root: { type: "root", children: readText(lines, 0) }, pictures: new Map(), repairs: [], seen };
}

/** Quoted lines become quotes; lines between them are read as a letter. */
function readText(lines: readonly string[], depth: number): RootContent[] {
  const nodes: RootContent[] = [];
  let start = 0;
  while (start < lines.length) {
    const quoted = isQuoted(lines[start]);
    let end = start + 1;
    while (end < lines.length && isQuoted(lines[end]) === quoted) end += 1;
    const part = lines.slice(start, end);
    if (quoted) append(nodes, [quoteOf(part, depth)]);
    else append(nodes, readBody(part));
    start = end;
  }
  return nodes;
}

function isQuoted(line: string | undefined): boolean {
  return line?.startsWith(">") ?? false;
}

function quoteOf(lines: readonly string[], depth: number): Blockquote {
  const isDeepest = depth + 1 >= DEEPEST_QUOTE;
  const inner = lines.map((line) => line.replace(isDeepest ? /^[>\s]+/ : /^> ?/, ""));
  return { type: "blockquote", children: readText(inner, depth + 1) as Blockquote["children"] };
}

/** The text after a line `-- ` is the signature of the sender. Its lines are kept. */
function readBody(lines: readonly string[]): RootContent[] {
  const sign = lines.findLastIndex((line) => line === "-- " || line === "--");
  if (sign === -1) return new BlockReader(splitBlocks(readBlocks(lines))).read();
  const nodes = new BlockReader(splitBlocks(readBlocks(lines.slice(0, sign)))).read();
  for (const block of readBlocks(lines.slice(sign + 1))) nodes.push(card(block));
  return nodes;
}
