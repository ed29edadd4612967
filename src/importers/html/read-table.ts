import type { Alignment, Inline } from "./blocks.ts";
import { value } from "./look.ts";
import { attribute, type Element } from "./parse-html.ts";
import type { Stylesheet } from "./stylesheet.ts";
import { MOST_COLUMNS, type Row, span } from "./tables.ts";

/** More rows than this are not looked at to see how columns are aligned. */
const ROWS_THAT_TELL = 20;

/** Every row with as many cells as the widest; where a cell spans several places, the others are empty. */
export function readGrid(rows: readonly Row[], readCell: (cell: Element, row: Row) => Inline[]): Inline[][][] {
  const taken: number[] = [];
  const grid = rows.map((row) => {
    const line: Inline[][] = [];
    for (const cell of row.cells) {
      // Cells that span a thousand rows would push each row further to the right than the one before.
      while (line.length < MOST_COLUMNS && (taken[line.length] ?? 0) > 0) line.push([]);
      const height = span(cell, "rowspan");
      const first = line.length;
      line.push(readCell(cell, row));
      const width = Math.min(span(cell, "colspan"), MOST_COLUMNS - line.length);
      for (let column = 1; column < width; column += 1) line.push([]);
      for (let column = first; column < Math.min(line.length, MOST_COLUMNS); column += 1) taken[column] = height;
    }
    for (let column = 0; column < taken.length; column += 1) taken[column] = Math.max(0, (taken[column] ?? 0) - 1);
    return line;
  });
  const width = grid.reduce((most, line) => Math.max(most, line.findLastIndex((cell) => cell.length > 0) + 1), 1);
  return grid.map((line) => Array.from({ length: width }, (_, column) => line[column] ?? []));
}

/** How each column is aligned, where all its cells agree. */
export function alignments(rows: readonly Row[], width: number, stylesheet: Stylesheet): Alignment[] {
  const body = rows.length > 1 ? rows.slice(1, ROWS_THAT_TELL) : rows;
  return Array.from({ length: width }, (_, column) => {
    const alignments = body.map((row) => {
      const cell = row.cells[column];
      return cell ? alignmentOf(cell, stylesheet) : null;
    });
    const [first = null] = alignments;
    return alignments.every((alignment) => alignment === first) ? first : null;
  });
}

function alignmentOf(cell: Element, stylesheet: Stylesheet): Alignment {
  const told =
    value(stylesheet.declarationsOf(cell), "text-align") ?? attribute(cell, "align") ?? attribute(cell, "class");
  return told === "right" || told === "center" ? told : null;
}
