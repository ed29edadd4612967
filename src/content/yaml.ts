import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import type { Position, Problem } from "../diagnostics.ts";
import { readPlainYaml } from "./plain-yaml.ts";

/** A key path into a YAML text: `["contacts", 0, "email"]`. */
export type KeyPath = readonly (string | number)[];

/** A read YAML text: its data, what is wrong with it, and where each key stands. */
export interface YamlReading {
  readonly data: unknown;
  readonly problems: readonly Problem[];
  /** Where the value at a path stands, or the key itself; for a path that is absent, its nearest present parent. */
  locate(path: KeyPath, what?: "key" | "value"): Position;
}

/** Keys that reach an object's prototype when copied carelessly. */
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads YAML 1.2 with the core schema: `012` is 12, `12:30` is text, a date stays text. Anchors, aliases, merge keys and
 * tags are refused: content needs none, and they are how a small file becomes a large one (the "billion laughs").
 * @param firstLine the line of the surrounding file on which the text begins
 */
export function readYaml(text: string, firstLine = 1): YamlReading {
  const plain = readPlainYaml(text);
  return plain
    ? { data: plain.data, problems: [], locate: locator(text, firstLine) }
    : readYamlCarefully(text, firstLine);
}

/** The same by the reader that knows where everything stands; it takes ten times as long. */
export function readYamlCarefully(text: string, firstLine = 1): YamlReading {
  const { document, positionOf } = parse(text, firstLine);
  const syntax = [...document.errors, ...document.warnings].map(({ code, message, pos }) =>
    syntaxProblem(code, message, positionOf(startOfFault(document, code, pos[0]))),
  );
  const problems = firstOfEachLine([...syntax, ...forbiddenParts(document, text, positionOf)]);
  return {
    data: problems.length > 0 ? undefined : (document.toJS() as unknown),
    problems,
    locate: locator(text, firstLine),
  };
}

/** Reads again where a place is asked for: the tree is a hundred times its text, and few letters have a fault to place. */
function locator(text: string, firstLine: number): YamlReading["locate"] {
  let parsed: ReturnType<typeof parse> | undefined;
  return (path, what = "value") => {
    parsed ??= parse(text, firstLine);
    return parsed.positionOf(offsetOf(parsed.document, path, what));
  };
}

function parse(text: string, firstLine: number) {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "core", lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) };
  };
  return { document, positionOf };
}

/** The library's codes in the words of someone who writes letters: what is wrong, and what to do. */
const SYNTAX_FAULTS: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  BAD_INDENT: ["the line is not indented like its neighbours", "indent it with as many spaces as they have"],
  BAD_SCALAR_START: ["the text begins with a sign that means something else here", "put the text in quotes"],
  BLOCK_AS_IMPLICIT_KEY: ["there is a second colon on the line", 'put a text that contains ": " in quotes'],
  DUPLICATE_KEY: ["the key stands twice", "keep one of the two lines"],
  MISSING_CHAR: ["a quote or bracket is never closed", "close it on the line where it opens"],
  MULTILINE_IMPLICIT_KEY: ["this is not a key and a value", "write a key, a colon and a space: title: Brev"],
  MULTIPLE_DOCS: ["the front matter ends before its end", 'remove the line "..." or "---" in the middle of it'],
  TAB_AS_INDENT: ["the line begins with a tab", "indent with spaces"],
  TAG_RESOLVE_FAILED: ["a text cannot begin with ! here", "put the text in quotes"],
  UNEXPECTED_TOKEN: ["something stands here that does not belong to the value", "put the text in quotes"],
};

function syntaxProblem(code: string, original: string, position: Position): Problem {
  if (original.includes("call stack")) {
    const hint = "write fewer levels";
    return { ...position, severity: "error", rule: "yaml", message: "the lists are nested too deeply", hint };
  }
  const [message, hint] = SYNTAX_FAULTS[kindOfFault(code, original)] ?? [
    `the front matter cannot be read here: ${original.split("\n")[0]}`,
    "compare with a letter that works",
  ];
  return { ...position, severity: "error", rule: code === "DUPLICATE_KEY" ? "duplicate-key" : "yaml", message, hint };
}

/** The library's codes are wider than what an editor should do about them. */
function kindOfFault(code: string, original: string): string {
  if (code === "MISSING_CHAR" && original.includes("indicator")) return "BAD_INDENT";
  if (code === "BAD_INDENT" && original.includes("end with a")) return "MISSING_CHAR";
  return code;
}

/** A quote that is never closed is noticed at the end of the text; the editor looks for where it opens. */
function startOfFault(document: Document, code: string, offset: number): number {
  if (code !== "MISSING_CHAR") return offset;
  let start = offset;
  visit(document, {
    Scalar: (_key, node) => {
      const [from, to] = node.range ?? [offset, 0];
      if (node.type?.startsWith("QUOTE") && from < offset && to >= offset) start = from;
    },
  });
  return start;
}

function forbiddenParts(document: Document, text: string, positionOf: (offset: number) => Position): Problem[] {
  const problems: Problem[] = [];
  /** @param sign stands before the node's own range, which begins with its value */
  const refuse = (node: Node, rule: string, message: string, hint: string, sign = ""): void => {
    const start = node.range?.[0] ?? 0;
    const offset = sign === "" ? start : text.lastIndexOf(sign, start);
    problems.push({ ...positionOf(Math.max(offset, 0)), severity: "error", rule, message, hint });
  };
  visit(document, (_key, node) => {
    if (isAlias(node)) {
      const hint = "put a text that begins with * in quotes, or write the value out in each place";
      refuse(node, "yaml-alias", `the alias *${node.source} is not allowed`, hint);
    } else if (isNode(node) && node.anchor !== undefined) {
      const hint = "put a text that begins with & in quotes";
      refuse(node, "yaml-anchor", `the anchor &${node.anchor} is not allowed`, hint, "&");
    } else if (isNode(node) && node.tag !== undefined) {
      const hint = "put a text that begins with ! in quotes";
      const tag = node.tag.replace("tag:yaml.org,2002:", "!!");
      refuse(node, "yaml-tag", `the tag ${tag} is not allowed`, hint, tag);
    } else if (isPair(node) && isScalar(node.key) && FORBIDDEN_KEYS.has(String(node.key.value))) {
      refuse(node.key, "forbidden-key", `the key "${String(node.key.value)}" is not allowed`, "remove the line");
    }
  });
  return problems;
}

/** What follows a fault on the same line is mostly the same fault again. */
function firstOfEachLine(problems: readonly Problem[]): Problem[] {
  const seen = new Set<number>();
  return [...problems]
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .filter(({ line }) => !seen.has(line) && seen.add(line));
}

function offsetOf(document: Document, path: KeyPath, what: "key" | "value"): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    const last = depth === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) return offset;
      const keyOffset = startOf(pair.key);
      offset = (last && what === "key" ? keyOffset : (startOf(pair.value) ?? keyOffset)) ?? offset;
      node = pair.value;
    } else {
      const items = (node as { items?: unknown[] } | null)?.items;
      const child = Array.isArray(items) ? items[Number(step)] : undefined;
      if (child === undefined) return offset;
      offset = startOf(child) ?? offset;
      node = child;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
