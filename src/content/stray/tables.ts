/** Rows of tables that are shown run together. */
import { certain, linesOf, quoted, type StrayRule } from "./rule.ts";

/** A row of dashes, as below the header. */
const DASHES = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
/** `1.`, `a)` or a bullet before a tab: no cell. */
const LABEL = /^\s*(?:[^\p{L}\p{N}]|\(?[\p{L}\p{N}]{1,3}[.)])\t/u;

const cells = (row: string): number =>
  row
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|").length;

const dashes = (columns: number): string => `|${"---|".repeat(columns)}`;
const areAlike = (counts: readonly number[]): boolean => counts.every((count) => count === counts[0]);
/** A table ends at an empty line. */
const ended = (rows: readonly string[], after: string): string =>
  `${rows.join("\n")}${after.trim() === "" ? "" : "\n"}`;

export const TABLES: readonly StrayRule[] = [
  {
    severity: "warning",
    sign: "\n|",
    pattern: /^[ \t]*\|[^\n]*(?:\n[ \t]*\|[^\n]*)+/dgmu,
    fault: ([whole = ""], { after }) => {
      const rows = linesOf(whole);
      const [first = "", second = ""] = rows;
      // A command can begin with | too.
      if (!rows.every((row) => /\|\s*$/.test(row) || cells(row) === cells(first))) return undefined;
      const line = dashes(cells(first));
      const hasDashes = DASHES.test(second);
      const below = rows.slice(hasDashes ? 2 : 1);
      const [why, hint] = hasDashes
        ? [`it has ${cells(first)} cells and the line of dashes ${cells(second)}`, `write ${line} as the second line`]
        : ["the table has no line of dashes", `write ${line} below its first line`];
      return {
        rule: "table-broken",
        message: `${quoted(first)} is shown as text: ${why}`,
        hint,
        ...certain(areAlike([first, ...below].map(cells)), ended([first, line, ...below], after)),
      };
    },
  },
  {
    severity: "warning",
    sign: "\t",
    pattern: /^[^\n\t]*\S\t[^\n]*(?:\n[^\n\t]*\S\t[^\n]*)+/dgmu,
    fault: ([whole = ""], { before, after }) => {
      const rows = linesOf(whole);
      const [first = ""] = rows;
      if (LABEL.test(first)) return undefined;
      const row = first.trim().split(/\t+/);
      const message = `${quoted(first)} and the next lines (${rows.length} in all) are shown run together: tabs make no table`;
      const hint = `write ${quoted(`| ${row.join(" | ")} |`)}, and ${dashes(row.length)} below the first line`;
      const table = rows.map((each) => each.trim().split("\t"));
      const isWhole = areAlike(table.map(({ length }) => length)) && !/\t/.test(before + after);
      const [header = "", ...below] = table.map(
        (each) => `| ${each.map((cell) => cell.trim().replaceAll("|", "\\|")).join(" | ")} |`,
      );
      const mended = ended([header, dashes(row.length), ...below], after);
      return { rule: "table-broken", message, hint, ...certain(isWhole && row.length === table[0]?.length, mended) };
    },
  },
];
