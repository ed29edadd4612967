import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import type { Fix, Position, Problem, Severity } from "../diagnostics.ts";
import { readPlainYaml } from "./plain-yaml.ts";
import { type YamlFault, yamlFault } from "./yaml-faults.ts";
import { type Attempt, spacesForTabs, withEdits } from "./yaml-fixes.ts";
import { misreadValues, type PlacedFault, valuesReadAsRemarks } from "./yaml-warnings.ts";

/** A key path into a YAML text: `["contacts", 0, "email"]`. */
export type KeyPath = readonly (string | number)[];

/** A read YAML text: its data, what is wrong with it, and where each key stands. */
export interface YamlReading {
  readonly data: unknown;
  readonly problems: readonly Problem[];
  /** What is read otherwise than it was probably meant. */
  readonly warnings: readonly Problem[];
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
    ? { data: plain.data, problems: [], warnings: [], locate: locator(text, firstLine) }
    : readYamlCarefully(text, firstLine);
}

/** The same by the reader that knows where everything stands; it takes ten times as long. */
export function readYamlCarefully(text: string, firstLine = 1): YamlReading {
  const { document, positionOf } = parse(text, firstLine);
  const lines = text.split("\n");
  const place = ({ offset, instead, ...fault }: PlacedFault, severity: Severity): Problem => {
    const problem = { ...positionOf(offset), severity, ...fault };
    if (!instead || instead.was.includes("\n")) return problem;
    const { offset: start, ...edit } = instead;
    return { ...problem, fix: { edits: [{ ...positionOf(start), ...edit }] } };
  };
  const syntax = syntaxProblems(document, lines, firstLine, positionOf);
  const remarks = syntax.length > 0 ? [] : valuesReadAsRemarks(document, text);
  const problems = firstOfEachLine([
    ...syntax,
    ...remarks.map((fault) => place(fault, "error")),
    ...forbiddenParts(document, text, positionOf),
    ...(syntax.length > 0 ? [] : strangeKeys(document, positionOf)),
  ]);
  return {
    data: problems.length > 0 ? undefined : (document.toJS() as unknown),
    problems,
    warnings: problems.length > 0 ? [] : misreadValues(document, text).map((fault) => place(fault, "warning")),
    locate: locator(text, firstLine),
  };
}

/** After a line in the wrong place the others are at fault for nothing, so they are not named. */
function syntaxProblems(
  document: Document,
  lines: readonly string[],
  firstLine: number,
  positionOf: (offset: number) => Position,
): Problem[] {
  const problems: Problem[] = [];
  const faults = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  for (const { code, message: original, pos } of faults) {
    const position = positionOf(startOfFault(document, code, pos[0]));
    const fault = yamlFault(code, original, lines, position.line - firstLine);
    const { line, structural, message, hint } = fault;
    const fix = problems.length < MOST_FIXES ? fixOf(fault, lines, firstLine) : undefined;
    const isHere = line === position.line - firstLine;
    problems.push({
      ...(isHere ? position : { line: line + firstLine, column: 1 }),
      severity: "error",
      rule: code === "DUPLICATE_KEY" ? "duplicate-key" : "yaml",
      message,
      hint,
      ...(fix && { fix }),
    });
    if (structural) break;
  }
  return problems;
}

/** For each, the text is read again. What comes after them is mended when these are. */
const MOST_FIXES = 20;

/** How a fault is mended, where fewer are left then, or the first of them comes later. */
function fixOf({ line, isTab, instead }: YamlFault, lines: readonly string[], firstLine: number): Fix | undefined {
  const read = (changed: readonly string[]): Attempt => {
    const { document, positionOf } = parse(changed.join("\n"), firstLine);
    const faults = [...document.errors, ...document.warnings];
    const firstFault = Math.min(...faults.map(({ pos }) => positionOf(pos[0]).line));
    return { json: jsonOf(document), codes: faults.map(({ code }) => code), firstFault };
  };
  const edits = isTab ? spacesForTabs(lines, firstLine, read) : instead && [{ line: line + firstLine, ...instead }];
  if (!edits) return undefined;
  const [before, after] = [read(lines), read(withEdits(lines, firstLine, edits))];
  const isBetter = after.codes.length < before.codes.length || after.firstFault > before.firstFault;
  return isBetter ? { edits } : undefined;
}

/** Of what can be read of a text with faults. */
function jsonOf(document: Document): string {
  try {
    return JSON.stringify(document.toJS());
  } catch {
    return "";
  }
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
  const document = parseDocument(text, {
    schema: "core",
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    // What it would print itself is not for editors.
    logLevel: "error",
  });
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) };
  };
  return { document, positionOf };
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

/** Braces and brackets of templates are read as a list or a group where a key belongs: `title: {{ title }}`. */
function strangeKeys(document: Document, positionOf: (offset: number) => Position): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Pair: (_key, { key }) => {
      if (!isCollection(key)) return;
      const message = "a list or a group of keys stands where a key belongs";
      const hint = 'put a text that begins with { or [ in quotes: "{…}"';
      problems.push({ ...positionOf(key.range?.[0] ?? 0), severity: "error", rule: "yaml", message, hint });
    },
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
