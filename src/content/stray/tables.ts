/** Rows of tables that are shown run together. */
import { linesOf, quoted, type StrayRule } from "./rule.ts";

/** A row of dashes, as below the header. */
const DASHES = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
/** `1.`, `a)` or a bullet before a tab: no cell. */
const LABEL = /^\s*(?:[^\p{L}\p{N}]|\(?[\p{L}\p{N}]{1,3}[.)])\t/u;

const cells = (row: string): number =>
  row
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|").length;

export const TABLES: readonly StrayRule[] = [
  {
    severity: "warning",
    sign: "\n|",
    pattern: /^[ \t]*\|[^\n]*(?:\n[ \t]*\|[^\n]*)+/dgmu,
    fault: (whole) => {
      const rows = linesOf(whole);
      const [first = "", second = ""] = rows;
      // A command can begin with | too.
      if (!rows.every((row) => /\|\s*$/.test(row) || cells(row) === cells(first))) return undefined;
      const dashes = `|${"---|".repeat(cells(first))}`;
      const [why, hint] = DASHES.test(second)
        ? [`it has ${cells(first)} cells and the line of dashes ${cells(second)}`, `write ${dashes} as the second line`]
        : ["the table has no line of dashes", `write ${dashes} below its first line`];
      return { rule: "table-broken", message: `${quoted(first)} is shown as text: ${why}`, hint };
    },
  },
  {
    severity: "warning",
    sign: "\t",
    pattern: /^[^\n\t]*\S\t[^\n]*(?:\n[^\n\t]*\S\t[^\n]*)+/dgmu,
    fault: (whole) => {
      const rows = linesOf(whole);
      const [first = ""] = rows;
      if (LABEL.test(first)) return undefined;
      const row = first.trim().split(/\t+/);
      const message = `${quoted(first)} and the next lines (${rows.length} in all) are shown run together: tabs make no table`;
      const hint = `write ${quoted(`| ${row.join(" | ")} |`)}, and |${"---|".repeat(row.length)} below the first line`;
      return { rule: "table-broken", message, hint };
    },
  },
];
