import type { Alignment, Block, Inline, TextRun } from "../blocks.ts";
import { isHidden, value } from "../computed-style.ts";
import { isDataTable, MOST_COLUMNS, type Row, rowsOf, span } from "../data-tables.ts";
import { attribute, childOf, type Element } from "../parse-html.ts";
import type { Context, Handler, State } from "../state.ts";
import type { Stylesheet } from "../stylesheet.ts";
import { block } from "./blocks.ts";

/** A data table; a layout table is a block like any other. */
export const table: Handler = (state, place) => {
  const { element, context, flow } = place;
  if (!isDataTable(element, state.stylesheet)) {
    block(state, place);
    return;
  }
  flow.close();
  const caption = childOf(element, "caption");
  if (caption) state.element(caption, context, flow);
  flow.close();
  const rows = rowsOf(element);
  const cells = readGrid(rows, (cell, row) => inlinesOf(state, cell, row, context));
  if (!cells.some((row) => row.some((cell) => cell.length > 0))) return;
  const hasPlainHead = rows[0]?.cells.every((cell) => cell.tagName === "td") ?? false;
  const align = alignments(rows, cells[0]?.length ?? 0, state.stylesheet);
  flow.push({ kind: "table", rows: cells, hasPlainHead, align });
};

function inlinesOf(state: State, cell: Element, row: Row, context: Context): Inline[] {
  const rowDeclarations = state.stylesheet.declarationsOf(row.element);
  const declarations = state.stylesheet.declarationsOf(cell);
  if (isHidden(row.element, rowDeclarations) || isHidden(cell, declarations)) return [];
  const inRow = state.contextFor(row.element, rowDeclarations, context);
  const blocks = state.blocksIn((flow) => {
    state.anchors(cell, flow);
    state.children(cell, { ...state.contextFor(cell, declarations, inRow), container: cell }, flow);
  });
  return cellInlines(blocks);
}

/** Time: how many rows are examined for the alignment of columns. */
const MOST_ROWS_EXAMINED = 20;

/** Every row with as many cells as the widest; where a cell spans several places, the others are empty. */
function readGrid(rows: readonly Row[], readCell: (cell: Element, row: Row) => Inline[]): Inline[][][] {
  const taken: number[] = [];
  const grid = rows.map((row) => {
    const line: Inline[][] = [];
    for (const cell of row.cells) {
      // Memory: cells that span a thousand rows push each row further to the right than the one before.
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
function alignments(rows: readonly Row[], width: number, stylesheet: Stylesheet): Alignment[] {
  const body = rows.length > 1 ? rows.slice(1, MOST_ROWS_EXAMINED) : rows;
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
  const align =
    value(stylesheet.declarationsOf(cell), "text-align") ?? attribute(cell, "align") ?? attribute(cell, "class");
  return align === "right" || align === "center" ? align : null;
}

const SPACE: TextRun = { kind: "text", text: " ", marks: [], size: 16, bold: false, italic: false };

/** A cell as one line, as Markdown requires: line ends become spaces, paragraphs and items end with ";". */
function cellInlines(blocks: readonly Block[]): Inline[] {
  const parts = paragraphs(blocks);
  return parts.flatMap((part, index): Inline[] => {
    const line = part.map((inline): Inline => (inline.kind === "break" ? SPACE : inline));
    if (index === parts.length - 1) return line;
    return [...line, { ...SPACE, text: /[.,;:!?–-]\s*$/.test(lastText(line)) ? " " : "; " }];
  });
}

function paragraphs(blocks: readonly Block[]): Inline[][] {
  return blocks.flatMap((block): Inline[][] => {
    switch (block.kind) {
      case "text":
        return [block.inlines];
      case "list":
        return block.items.flatMap(paragraphs);
      case "quote":
        return paragraphs(block.blocks);
      case "code":
        return [[{ ...SPACE, text: block.text, marks: ["code"] }]];
      case "table":
        return block.rows.flatMap((row) => row.filter((cell) => cell.length > 0).map((cell) => [...cell]));
      default:
        return [];
    }
  });
}

function lastText(inlines: readonly Inline[]): string {
  const last = inlines.at(-1);
  return last?.kind === "text" ? last.text : "";
}
