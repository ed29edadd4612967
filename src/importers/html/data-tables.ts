import { value } from "./computed-style.ts";
import { attribute, type ChildNode, childOf, type Element, isElement, textUpTo } from "./parse-html.ts";
import type { Stylesheet } from "./stylesheet.ts";

/**
 * Letters use tables for layout and for data. This file distinguishes the two by their markup, their style and their content.
 */

export interface Row {
  readonly element: Element;
  readonly cells: readonly Element[];
  readonly isHead: boolean;
}

/** Characters. A longer cell is a column of a page. */
const LONGEST_CELL = 300;
/** Time: how many rows are examined. */
const MOST_ROWS_EXAMINED = 50;
/** Memory: cells that span a thousand columns grow a table a hundredfold. Readable tables have fewer columns. */
export const MOST_COLUMNS = 50;

/** The table's own rows, not those of tables in it. */
export function rowsOf(table: Element): Row[] {
  const [head, body, foot]: [Row[], Row[], Row[]] = [[], [], []];
  for (const section of table.childNodes) {
    if (!isElement(section)) continue;
    if (section.tagName === "tr") body.push(rowOf(section, false));
    const place = section.tagName === "thead" ? head : section.tagName === "tfoot" ? foot : body;
    if (!["thead", "tbody", "tfoot"].includes(section.tagName)) continue;
    for (const row of section.childNodes) {
      if (isElement(row) && row.tagName === "tr") place.push(rowOf(row, place === head));
    }
  }
  return [...head, ...body, ...foot].filter((row) => row.cells.length > 0);
}

function rowOf(element: Element, isHead: boolean): Row {
  const cells = element.childNodes.filter(
    (node): node is Element => isElement(node) && (node.tagName === "td" || node.tagName === "th"),
  );
  return { element, cells, isHead };
}

/** Whether a table holds data, so that its rows and columns mean something. */
export function isDataTable(table: Element, stylesheet: Stylesheet): boolean {
  const role = attribute(table, "role")?.toLowerCase();
  if (role === "presentation" || role === "none") return false;
  const rows = rowsOf(table);
  if (rows.length === 0 || rows.some((row) => row.cells.length > MOST_COLUMNS)) return false;
  if (role === "table" || role === "grid") return true;
  if (holdsBlocks(table)) return false;
  if (childOf(table, "caption") !== undefined || hasScopedHeads(rows)) return true;
  const width = rows.reduce((most, row) => Math.max(most, columns(row)), 0);
  const cellsAreShort = rows.slice(0, MOST_ROWS_EXAMINED).every((row) => row.cells.every(isShort));
  const summary = attribute(table, "summary")?.trim() ?? "";
  if (rows.some((row) => row.isHead) || (summary !== "" && !/layout/i.test(summary))) {
    // A well-known framework for mail lays out columns as th in a thead: long cells, in a single row.
    if (cellsAreShort || rows.length > 1) return true;
  }
  // The columns of a page under a cell that spans them resemble a table with a head.
  const hasColumns =
    (rows[0]?.cells.length ?? 0) > 1 && rows.filter((row) => row.cells.length > 1).length * 2 > rows.length;
  if (width < 2 || !hasColumns || rows.length < 2 || !cellsAreShort || !isGrid(rows, width)) return false;
  return hasHeads(rows) || hasBorders(table, rows, stylesheet) || hasStyledHead(rows, stylesheet) || hasFigures(rows);
}

function columns(row: Row): number {
  return row.cells.reduce((sum, cell) => sum + span(cell, "colspan"), 0);
}

/** How many columns or rows a cell spans; HTML allows a thousand. */
export function span(cell: Element, name: "colspan" | "rowspan"): number {
  const number = Number.parseInt(attribute(cell, name) ?? "1", 10);
  return Number.isNaN(number) ? 1 : Math.min(Math.max(number, 1), 1_000);
}

/** Whether cells hold tables, headings or rules, as in layout. Stops at the first. */
function holdsBlocks(table: Element): boolean {
  const waiting: ChildNode[] = [...table.childNodes];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue;
    if (PAGE_ELEMENTS.has(node.tagName)) return true;
    for (const child of node.childNodes) waiting.push(child);
  }
  return false;
}

const PAGE_ELEMENTS: ReadonlySet<string> = new Set([
  "table",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "hr",
  "blockquote",
  "form",
]);

function hasHeads(rows: readonly Row[]): boolean {
  const isHead = (cell: Element): boolean => cell.tagName === "th";
  const first = rows[0];
  return (
    rows.some((row) => row.isHead) ||
    first?.cells.every(isHead) === true ||
    rows.every((row) => row.cells[0] && isHead(row.cells[0]))
  );
}

function hasScopedHeads(rows: readonly Row[]): boolean {
  return rows.some((row) =>
    row.cells.some((cell) => attribute(cell, "scope") !== undefined || attribute(cell, "headers") !== undefined),
  );
}

function isShort(cell: Element): boolean {
  return textUpTo(cell, LONGEST_CELL).length <= LONGEST_CELL;
}

/** All rows as wide as the widest, and most cells filled. */
function isGrid(rows: readonly Row[], width: number): boolean {
  const spans = rows.some((row) => row.cells.some((cell) => span(cell, "rowspan") > 1));
  if (!spans && rows.some((row) => columns(row) !== width)) return false;
  const cells = rows.slice(0, MOST_ROWS_EXAMINED).flatMap((row) => row.cells);
  const filled = cells.filter((cell) => textUpTo(cell, 1) !== "").length;
  return filled >= cells.length * 0.6;
}

function hasBorders(table: Element, rows: readonly Row[], stylesheet: Stylesheet): boolean {
  if (Number.parseInt(attribute(table, "border") ?? "0", 10) > 0) return true;
  if (/^(?:all|rows|cols|groups)$/i.test(attribute(table, "rules") ?? "")) return true;
  const cells = rows.slice(0, MOST_ROWS_EXAMINED).flatMap((row) => row.cells);
  const bordered = cells.filter((cell) => {
    const declarations = stylesheet.declarationsOf(cell);
    return ["border", "border-bottom", "border-top"].some((name) => isLine(value(declarations, name)));
  });
  return bordered.length >= cells.length * 0.8;
}

function isLine(border: string | undefined): boolean {
  return (
    border !== undefined && /solid|dotted|dashed|double/.test(border) && !/^(?:none|0)|\b0(?:px|pt)?\b/.test(border)
  );
}

/** The first row is bold or has a background, and the second does not. */
function hasStyledHead(rows: readonly Row[], stylesheet: Stylesheet): boolean {
  const [first, second] = rows;
  if (!first || !second) return false;
  return [looksBold, hasBackground].some(
    (test) =>
      first.cells.every((cell) => test(cell, first.element, stylesheet)) &&
      !second.cells.some((cell) => test(cell, second.element, stylesheet)),
  );
}

function looksBold(cell: Element, row: Element, stylesheet: Stylesheet): boolean {
  const text = textUpTo(cell, LONGEST_CELL);
  const isBold = (element: Element): boolean =>
    /^(?:bold|[6-9]00)/.test(value(stylesheet.declarationsOf(element), "font-weight") ?? "");
  if (isBold(cell) || isBold(row)) return true;
  const strong = onlyChild(onlyChild(cell)) ?? onlyChild(cell);
  const outer = onlyChild(cell);
  return [outer, strong].some(
    (element) =>
      element !== undefined &&
      (/^(?:b|strong)$/.test(element.tagName) || isBold(element)) &&
      textUpTo(element, LONGEST_CELL) === text,
  );
}

function onlyChild(element: Element | undefined): Element | undefined {
  const children = element?.childNodes.filter(
    (node) => isElement(node) || /\S/.test("value" in node ? node.value : ""),
  );
  const [child] = children ?? [];
  return children?.length === 1 && child && isElement(child) ? child : undefined;
}

function hasBackground(cell: Element, row: Element, stylesheet: Stylesheet): boolean {
  return [cell, row].some((element) => {
    const declarations = stylesheet.declarationsOf(element);
    const colour =
      value(declarations, "background-color") ?? value(declarations, "background") ?? attribute(element, "bgcolor");
    return colour !== undefined && !/transparent|none|^#?fff(?:fff)?$|^white$/.test(colour);
  });
}

/** Three rows or more, of which nearly all but the first and the first column are figures. */
function hasFigures(rows: readonly Row[]): boolean {
  if (rows.length < 3) return false;
  const cells = rows.slice(1, MOST_ROWS_EXAMINED).flatMap((row) => row.cells.slice(1));
  const figures = cells.filter((cell) =>
    /^[\s\u00a0]*[–+-]?\d[\d\s\u00a0.,:%–-]*(?:kr|tkr|mnkr|%|st|€|kg|ton)?[\s\u00a0]*$/i.test(textUpTo(cell, 60)),
  );
  return cells.length > 0 && figures.length >= cells.length * 0.8;
}
