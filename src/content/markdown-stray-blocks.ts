/** Blocks that an editor hardly meant: the parser took a sign or an indent as the beginning of one. */
import type { Token } from "markdown-it";
import { type Fault, type Problem, placed, type Severity } from "../diagnostics.ts";
import { quoted } from "./stray/rule.ts";

const SOFT_HYPHEN = /\u00ad|&shy;/g;

/** A block in its text. */
interface Block {
  readonly tokens: readonly Token[];
  readonly index: number;
  readonly token: Token;
  /** The lines of the text, and those of the block, from 0: the first, and the one after the last. */
  readonly lines: readonly string[];
  readonly first: number;
  readonly end: number;
  readonly env: unknown;
}

/** @property was what its answer takes the place of, from its column on */
type Found = Fault & { severity: Severity; line?: number; column?: number; was?: string };

const RULES: Readonly<Record<string, (block: Block) => Found | undefined>> = {
  heading_open: (block) => underlined(block) ?? softHyphen(block),
  code_block: indented,
  ordered_list_open: year,
  tr_open: cellsBeyond,
  footnote_reference_open: unusedNote,
};

/** What is wrong with the block that begins with a token, if anything. */
export function blockFault(
  tokens: readonly Token[],
  index: number,
  lines: readonly string[],
  env: unknown,
): Problem | undefined {
  const token = tokens[index];
  const rule = token && RULES[token.type];
  if (!rule) return undefined;
  const [first, end] = token.map ?? [0, 0];
  const found = rule({ tokens, index, token, lines, first, end, env });
  if (!found) return undefined;
  const { line = first, column = (lines[line] ?? "").search(/[^\s>]/), was = "", ...fault } = found;
  return placed(fault, { line: line + 1, column: Math.max(column, 0) + 1 }, was);
}

/** A text with `---` right below it is a heading, also where a line across the page was meant. */
function underlined({ tokens, index, token, lines, first, end }: Block): Found | undefined {
  if (token.markup.startsWith("#")) return undefined;
  const [underline = ""] = /[-=]+\s*$/.exec(lines[end - 1] ?? "") ?? [];
  const length = underline.trim().length;
  const text = tokens[index + 1]?.content ?? "";
  const next = tokens[index + 3];
  const endsSection = next === undefined || (next.type === "heading_open" && next.tag <= token.tag);
  const asLongAsText = Math.abs(length - text.length) <= 2;
  const isAccident =
    end - first > 2 || (endsSection && length === 3) || (!asLongAsText && (length <= 2 || /[.,:;]$/.test(text)));
  if (!isAccident) return undefined;
  const message = `"${quoted(text)}" becomes a heading, as ${underline.trim()} lies right below it`;
  const hint = `put an empty line between them${end - first > 2 ? "" : `, or write ${quoted(`## ${text}`)} for a heading`}`;
  return { severity: "warning", rule: "heading-accident", message, hint };
}

/** The anchor would have a hyphen there. */
function softHyphen({ tokens, index }: Block): Found | undefined {
  const text = tokens[index + 1]?.content ?? "";
  if (text.search(SOFT_HYPHEN) < 0) return undefined;
  const message = `the heading "${quoted(text.replace(SOFT_HYPHEN, ""))}" has a soft hyphen, which some programs show as -`;
  const hint = "write it without";
  return { severity: "warning", rule: "soft-hyphen", message, hint, was: text, answer: text.replace(SOFT_HYPHEN, "") };
}

/** Signs of programs, commands and settings. */
const CODE = /[{}=;<>$`\\]|(?:^|\s)--?\w|\w\(\)|^\s*[#/]/m;
const MARKDOWN = /^\s*(?:[-*•] |\d+\. )|\]\(|\*\*/m;

/** Four spaces before a text that is prose. */
function indented({ token: { content } }: Block): Found | undefined {
  const [row = ""] = content.trim().split("\n", 1);
  const words = row.split(/\s+/).filter((word) => /^["”(]?\p{L}+[.,:;!?”")]*$/u.test(word)).length;
  const isProse = MARKDOWN.test(content) ? words > 0 : words >= 4 || (words >= 2 && /^["”]?\p{Lu}\p{Ll}/u.test(row));
  if (CODE.test(content) || !isProse) return undefined;
  const message = `"${quoted(row)}" is shown as program code, as the line begins with four spaces or a tab`;
  const hint = "remove the spaces at its beginning, or write > there for a quotation";
  return { severity: "warning", rule: "code-accident", message, hint };
}

/** `2023. blev ett bra år.` */
function year({ token, lines, first }: Block): Found | undefined {
  const start = String(token.attrGet("start") ?? "");
  if (!/^[12]\d{3}$/.test(start)) return undefined;
  const line = lines[first] ?? "";
  const column = line.indexOf(start);
  const sign = line[column + start.length] ?? ".";
  const message = `${start}${sign} becomes the number of a list`;
  const answer = `${start}\\${sign}`;
  const hint = `write ${answer}`;
  return { severity: "warning", rule: "list-accident", message, hint, column, was: `${start}${sign}`, answer };
}

/** markdown-it leaves out what has no column. */
function cellsBeyond({ tokens, index, lines, first }: Block): Found | undefined {
  let columns = 0;
  for (let at = index + 1; tokens[at]?.type !== "tr_close" && at < tokens.length; at += 1) {
    if (tokens[at]?.type === "th_open") return undefined;
    if (tokens[at]?.type === "td_open") columns += 1;
  }
  const [prefix = "", row = ""] = /^([\s>]*\|?)(.*)$/.exec(lines[first] ?? "")?.slice(1) ?? [];
  const cells = row.split(/(?<!\\)\|/);
  const beyond = cells.slice(columns);
  if (beyond.every((cell) => cell.trim() === "")) return undefined;
  const lost = beyond.join("|");
  const column = prefix.length + row.length - lost.trimStart().length;
  const message = `"${quoted(lost.replace(/\|\s*$/, ""))}" is left out, as the table has ${columns} columns`;
  const hint = "give the first row and the line of dashes a cell more, or remove this one";
  return { severity: "error", rule: "table-cell", message, hint, column };
}

/** The parser drops a note that nothing refers to. */
function unusedNote({ token, tokens, index, lines, env }: Block): Found | undefined {
  const { label } = token.meta as { label: string };
  const { refs } = (env as { footnotes: { refs: Record<string, number> } }).footnotes;
  if ((refs[`:${label}`] ?? 0) >= 0) return undefined;
  const written = `[^${label}]:`;
  const line = lineOfNote(tokens, index, lines, written);
  const column = lines[line]?.indexOf(written) ?? 0;
  const message = `the note [^${label}] is left out, as nothing in the text refers to it`;
  return {
    severity: "error",
    rule: "note-unused",
    message,
    hint: `write [^${label}] where it belongs, or remove the note`,
    line,
    column,
  };
}

/** The note's token has no line, but what lies in it or comes after it. */
function lineOfNote(tokens: readonly Token[], index: number, lines: readonly string[], written: string): number {
  let at = index;
  while (at < tokens.length && !tokens[at]?.map) at += 1;
  let line = tokens[at]?.map?.[0] ?? lines.length - 1;
  while (line > 0 && !lines[line]?.includes(written)) line -= 1;
  return line;
}
