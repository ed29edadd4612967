import type { Inline } from "../blocks.ts";
import { cellInlines } from "../cells.ts";
import { isHidden } from "../drop-rules.ts";
import type { Element } from "../parse-html.ts";
import { alignments, readGrid } from "../read-table.ts";
import { childOf, isDataTable, type Row, rowsOf } from "../tables.ts";
import type { Context, Handler, Walk } from "../walk.ts";

/** A table of facts; one that only orders the page is a block like any other. */
export const table: Handler = (walk, place) => {
  const { element, context, flow } = place;
  if (!isDataTable(element, walk.stylesheet)) {
    walk.block(place);
    return;
  }
  flow.close();
  const caption = childOf(element, "caption");
  if (caption) walk.element(caption, context, flow);
  flow.close();
  const rows = rowsOf(element);
  const cells = readGrid(rows, (cell, row) => inlinesOf(walk, cell, row, context));
  if (!cells.some((row) => row.some((cell) => cell.length > 0))) return;
  const hasPlainHead = rows[0]?.cells.every((cell) => cell.tagName === "td") ?? false;
  const align = alignments(rows, cells[0]?.length ?? 0, walk.stylesheet);
  flow.push({ kind: "table", rows: cells, hasPlainHead, align });
};

function inlinesOf(walk: Walk, cell: Element, row: Row, context: Context): Inline[] {
  const rowDeclarations = walk.stylesheet.declarationsOf(row.element);
  const declarations = walk.stylesheet.declarationsOf(cell);
  if (isHidden(row.element, rowDeclarations) || isHidden(cell, declarations)) return [];
  const inRow = walk.contextFor(row.element, rowDeclarations, context);
  const blocks = walk.blocksIn((flow) => {
    walk.anchors(cell, flow);
    walk.children(cell, { ...walk.contextFor(cell, declarations, inRow), container: cell }, flow);
  });
  return cellInlines(blocks);
}
