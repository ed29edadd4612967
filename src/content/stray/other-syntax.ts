/** What other programs read in Markdown and this site shows as it is written. */
import type { Fault } from "../../diagnostics.ts";
import { certain, quoted, type StrayRule } from "./rule.ts";

const other =
  (what: string, hint: string) =>
  ([whole = ""]: readonly string[]): Fault => ({
    rule: "other-markup",
    message: `${quoted(whole)} is shown as text: ${what}`,
    hint,
  });

const rule = (sign: string, pattern: RegExp, fault: StrayRule["fault"]): StrayRule => ({
  severity: "warning",
  sign,
  pattern,
  fault,
});

/** What says nothing to a reader. Without it, a line between others would be empty and divide their paragraph. */
const removed =
  (what: string): StrayRule["fault"] =>
  (parts, { before, after }) => ({
    ...other(what, "remove it")(parts),
    ...certain(!(/\n\s*$/.test(before) && /^[ \t]*\n/.test(after)), ""),
  });

const attributes = removed("attributes are not used here");

export const OTHER_SYNTAX: readonly StrayRule[] = [
  rule("{#", / ?\{#[\p{L}\p{N}_-][^{}\n]*\}/dgu, removed("a heading gets its anchor from its words")),
  rule("{:", / ?\{:[ \t]*[.#\p{L}][^{}\n]*\}/dgu, attributes),
  rule("{.", / ?\{\.\p{L}[^{}\n]*\}/dgu, attributes),
  rule(
    "{%",
    /\{%[^{}\n]*%\}/dgu,
    other("templates are not run in a text", "remove it, or write \\{% if readers should see it"),
  ),
  rule("%%", /(?<!\S)(?<!\d )%%[^%]+%%(?!\S)/dgu, other("there are no comments", "remove what readers should not see")),
  rule("[[", /!?\[\[[^[\]\n]+\]\]/dgu, ([whole = ""]) => {
    if (!/\p{L}/u.test(whole)) return undefined;
    const [name = "", text = name] = whole.replace(/^!?\[\[|\]\]$/g, "").split("|");
    const hint = `write ${whole.startsWith("!") ? `![what it shows](${name})` : `[${text}](the address)`}`;
    return other("links are written in another way", hint)([whole]);
  }),
  rule(
    "\n:::",
    /^[ \t]*:{3,}[ \t]*(?:[\p{L}{][^\n]*)?$/dgmu,
    other("there are no boxes", "remove it, or begin each line of the passage with > to set it apart"),
  ),
  rule("[^", /\[\^([\p{L}\p{N}_-]{1,50})\]/dgu, ([whole = "", label = ""]) => {
    // A set of characters, as programmers write it: [^a-z], [^0-9].
    if (/^\p{L}?\d?-/u.test(label)) return undefined;
    const hint = `write the note on a line of its own: [^${label}]: …`;
    return { rule: "note-missing", message: `${whole} is shown as text: there is no note with that name`, hint };
  }),
  rule("\\", /(?<=(?:^|\s)[^\s\\]*)(?<!:)\\(?=[ \t]*$)/dgmu, () => ({
    rule: "backslash-shown",
    message: "the \\ at the end of the line is shown",
    hint: "remove it; within a paragraph a \\ as the very last sign of a line breaks it",
  })),
  // Prose in long lines. A short line may be one of an address or a poem.
  rule("  \n", /^[^\n]{40,}[\p{Ll},] {2,}\n(?=[ \t]*\p{Ll})/dgmu, ([whole = ""]) => ({
    rule: "line-break",
    message: `"${quoted(whole)}" ends with two spaces, so that readers see a new line begin after it`,
    hint: "remove the spaces at the end of the line",
  })),
];
