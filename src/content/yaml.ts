import { type Document, isAlias, isMap, isPair, isScalar, LineCounter, type Node, parseDocument, visit } from "yaml";
import type { Position, Problem } from "../diagnostics.ts";

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
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "core", lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) };
  };
  const problems = [
    ...[...document.errors, ...document.warnings].map((fault) =>
      syntaxProblem(fault.code, fault.message, positionOf(fault.pos[0])),
    ),
    ...forbiddenParts(document, positionOf),
  ];
  return {
    data: problems.length > 0 ? undefined : (document.toJS() as unknown),
    problems,
    locate: (path, what = "value") => positionOf(offsetOf(document, path, what)),
  };
}

function syntaxProblem(code: string, message: string, position: Position): Problem {
  const hint: Record<string, string> = {
    BLOCK_AS_IMPLICIT_KEY: 'put a text that contains ": " in quotes',
    MULTILINE_IMPLICIT_KEY: "close the quote on the line where it opens, or indent the lines that go on",
    DUPLICATE_KEY: "keep one of the two lines",
    TAB_AS_INDENT: "indent with spaces, not with tabs",
    BAD_INDENT: "indent the line like its neighbours, with spaces",
    BAD_ALIAS: "put a text that begins with * or & in quotes",
    TAG_RESOLVE_FAILED: "put a text that begins with ! in quotes",
    UNEXPECTED_TOKEN: "put the text in quotes",
    MISSING_CHAR: "look for a quote or bracket that is never closed",
  };
  const firstSentence = message.split("\n")[0] ?? message;
  return {
    ...position,
    severity: "error",
    rule: code === "DUPLICATE_KEY" ? "duplicate-key" : "yaml",
    message: `the YAML cannot be read here: ${firstSentence}`,
    hint: hint[code] ?? "compare with a letter that works",
  };
}

function forbiddenParts(document: Document, positionOf: (offset: number) => Position): Problem[] {
  const problems: Problem[] = [];
  const refuse = (node: Node, rule: string, message: string, hint: string): void => {
    problems.push({ ...positionOf(node.range?.[0] ?? 0), severity: "error", rule, message, hint });
  };
  visit(document, (_key, node) => {
    if (isAlias(node)) {
      refuse(node, "yaml-alias", `the alias *${node.source} is not allowed`, "write the value out in each place");
    } else if (isPair(node) && isScalar(node.key) && FORBIDDEN_KEYS.has(String(node.key.value))) {
      refuse(node.key, "forbidden-key", `the key "${String(node.key.value)}" is not allowed`, "remove the line");
    }
  });
  return problems;
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
