import { relative } from "node:path";
import type { Diagnostic, Position } from "../../../diagnostics.ts";
import { didYouMean } from "../../../suggest.ts";
import type { Expression, NamePath } from "./compile-template.ts";

/** A file as a person would type its path. */
export function shownPath(file: string): string {
  return relative(process.cwd(), file).replaceAll("\\", "/");
}

/** Something that is wrong with a template, which is the designer's to mend and never the editor's. */
export function templateFault(file: string, line: number, column: number, message: string, hint?: string): Diagnostic {
  return { file, line, column, severity: "error", rule: "template", message, ...(hint && { hint }) };
}

/** Where a text first stands. */
export function positionOf(source: string, text: string): Position {
  const at = Math.max(0, source.indexOf(text));
  const lines = source.slice(0, at).split("\n");
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}

/** The names that an expression can read where it stands. */
export interface Scope {
  lookUp(name: string): unknown;
  names(): string[];
}

/** A value that is to be printed and is not there. */
export function faultOfUndefined(expression: Expression, scope: Scope): Diagnostic {
  const missing = firstMissing(expression, scope);
  if (missing) return faultAt(expression, missing);
  const { template, line, column } = expression;
  return templateFault(template, line, column, "this has no value", "print something, or write {% if … %} around it");
}

/** An expression that cannot be evaluated: mostly because a part of it is not there. */
export function faultOfError(
  expression: Expression,
  error: unknown,
  scope: Scope,
  filters: readonly string[],
): Diagnostic {
  const { template, line, column } = expression;
  const message = messageOf(error);
  const filter = /^filter not found: (.*)$/m.exec(message)?.[1];
  if (filter !== undefined)
    return templateFault(template, line, column, `there is no filter "${filter}"`, didYouMean(filter, filters));
  const missing = firstMissing(expression, scope);
  return missing ? faultAt(expression, missing) : templateFault(template, line, column, message);
}

/** What an error says, without the stack and without what Eleventy and Nunjucks put around it. */
export function messageOf(error: unknown): string {
  const text = messagesOf(error).at(-1) ?? "";
  return text.trim().replace(/\s*\n\s*/g, " ");
}

/** What an error and the errors that caused it say, the innermost last. */
export function messagesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return error === undefined ? [] : [String(error)];
  const { originalError, cause } = error as Error & { originalError?: unknown };
  return [error.message, ...messagesOf(originalError ?? cause)];
}

interface Missing {
  readonly path: NamePath;
  /** The part that is missing: `view.titel` */
  readonly name: string;
  readonly hint: string;
}

function faultAt({ template }: Expression, { path: { line, column }, name, hint }: Missing): Diagnostic {
  return templateFault(template, line, column, `"${name}" is not defined`, hint);
}

/** The first name of an expression that has no value, as far as it can be followed from the page's data. */
function firstMissing({ paths }: Expression, { lookUp, names }: Scope): Missing | undefined {
  for (const path of paths) {
    const [root = "", ...steps] = path.names;
    let value = lookUp(root);
    if (isMissing(value)) return { path, name: root, hint: hintFor(root, "", names()) };
    let reached = root;
    for (const step of steps) {
      const known = keysOf(value);
      value = (value as Readonly<Record<string, unknown>>)[step];
      if (isMissing(value)) return { path, name: `${reached}.${step}`, hint: hintFor(step, `${reached}.`, known) };
      reached += `.${step}`;
    }
  }
  return undefined;
}

function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function hintFor(name: string, before: string, known: readonly string[]): string {
  const suggestion = known.includes(name) ? undefined : didYouMean(name, known);
  return (
    suggestion?.replace(/"(.*)"/, (_, meant) => `"${before}${meant}"`) ??
    `where some pages lack it, write {% if ${before}${name} %} around it`
  );
}

function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return ["length"];
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}
