/** Separates the front matter of a Markdown text, in the forms of site generators. */
import { parse as parseToml, TomlDate } from "smol-toml";
import { readFrontMatter } from "../../core.ts";
import { decode } from "../decode.ts";
import { isObject, type JsonObject } from "../json.ts";

export interface MarkdownFile {
  /** The front matter, by its keys as written. */
  readonly facts: JsonObject;
  readonly body: string;
  /** Lines whose key a line before has too; the first counts. */
  readonly repeated: readonly string[];
}

type Form = "yaml" | "toml" | "pelican";

/** Time: characters of front matter, the same as for content. */
const LONGEST = 50_000;

/** Jekyll, Hugo and Eleventy write YAML between `---`, Hugo also TOML between `+++`, Pelican lines `Title: …` before an empty one. */
export function formOf(head: Uint8Array): Form | undefined {
  const text = decode(head).replace(/\r\n?/g, "\n");
  if (/^---[^\n]*\n/.test(text)) return /\n---[ \t]*(?:\n|$)/.test(text) && /^---(?!-)/.test(text) ? "yaml" : undefined;
  if (/^\+\+\+[ \t]*\n/.test(text)) return /\n\+\+\+[ \t]*(?:\n|$)/.test(text) ? "toml" : undefined;
  const lines = text.slice(0, text.search(/\n[ \t]*(?:\n|$)|$/)).split("\n");
  const isPelican = PELICAN_LINE.test(lines[0] ?? "") && lines.some((line) => /^title:/i.test(line));
  return isPelican && lines.every((line) => PELICAN_LINE.test(line) || /^[ \t]/.test(line)) ? "pelican" : undefined;
}

const PELICAN_LINE = /^([A-Za-z][\w-]{0,40}):(?:[ \t]+(.*)|)$/;

/** @throws when the front matter cannot be read, or is refused */
export function splitFrontMatter(text: string, form: Form): MarkdownFile {
  switch (form) {
    case "yaml":
      return splitYaml(text);
    case "toml":
      return splitToml(text);
    case "pelican":
      return splitPelican(text);
  }
}

function splitYaml(text: string): MarkdownFile {
  const { data, body, problems } = readFrontMatter(text);
  const [problem] = problems;
  if (problem === undefined) return { facts: isObject(data) ? data : {}, body, repeated: [] };
  if (problems.some(({ rule }) => rule !== "duplicate-key"))
    throw new Error(`line ${problem.line}: ${problem.message}`);
  const { kept, repeated } = withoutLines(text, new Set(problems.map(({ line }) => line)));
  const { facts, body: rest } = splitYaml(kept);
  return { facts, body: rest, repeated };
}

/** Takes lines out of front matter, each with the lines below it that are its value. */
function withoutLines(text: string, numbers: ReadonlySet<number>): { kept: string; repeated: string[] } {
  const kept: string[] = [];
  const repeated: string[] = [];
  let indent: number | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const own = line.search(/\S/);
    if (numbers.has(index + 1)) {
      indent = own;
      repeated.push(line.trim());
    } else if (indent === undefined || (own >= 0 && own <= indent && !/^\s*-\s/.test(line))) {
      indent = undefined;
      kept.push(line);
    }
  }
  return { kept: kept.join("\n"), repeated };
}

function splitToml(text: string): MarkdownFile {
  const end = text.search(/\n\+\+\+[ \t]*(?:\n|$)/);
  const source = text.slice(text.indexOf("\n") + 1, end + 1);
  refuseLength(source);
  const body = text.slice(end + 1).replace(/^\+\+\+[ \t]*\n?/, "");
  try {
    return { facts: plain(parseToml(source)) as JsonObject, body, repeated: [] };
  } catch (error) {
    // The message continues with a drawing of the place.
    throw new Error(error instanceof Error ? (error.message.split("\n")[0] ?? "") : "the TOML cannot be read");
  }
}

/** Dates as written: 23:30 +02:00 is that day, not the next. */
function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)])) : value;
}

function splitPelican(text: string): MarkdownFile {
  const end = text.search(/\n[ \t]*(?:\n|$)/);
  const head = end === -1 ? text : text.slice(0, end);
  refuseLength(head);
  const facts = new Map<string, string>();
  let last = "";
  for (const line of head.split("\n")) {
    const [, key, value = ""] = PELICAN_LINE.exec(line) ?? [];
    if (key) last = key.toLowerCase();
    const before = facts.get(last);
    facts.set(last, key || before === undefined ? value.trim() : `${before} ${line.trim()}`);
  }
  return { facts: Object.fromEntries(facts), body: end === -1 ? "" : text.slice(end + 1).trimStart(), repeated: [] };
}

function refuseLength(source: string): void {
  if (source.length > LONGEST) throw new Error(`the front matter is ${source.length} characters long`);
}
