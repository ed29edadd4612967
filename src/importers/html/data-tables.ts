import { value } from "./computed-style.ts";
import { attribute, type ChildNode, childOf, type Element, isElement, textUpTo } from "./parse-html.ts";
import type { Stylesheet } from "./stylesheet.ts";

/**
 * Letters are laid out with tables, and hold tables of figures. This file tells one from the other, by what they hold and by
 * what they say of themselves.
 */

export interface Row {
  readonly element: Element;
  readonly cells: readonly Element[];
  readonly isHead: boolean;
}

/** No figure is this long: a cell with more is a column of a page. */
const LONGEST_CELL = 300;
const MOST_ROWS_LOOKED_AT = 50;
/** Nobody reads a table of more; filled up by cells that span many, it would also grow a hundredfold. */
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
  const cellsAreShort = rows.slice(0, MOST_ROWS_LOOKED_AT).every((row) => row.cells.every(isShort));
  const summary = attribute(table, "summary")?.trim() ?? "";
  if (rows.some((row) => row.isHead) || (summary !== "" && !/layout/i.test(summary))) {
    // Columns of letters are th in a thead, too, in one well-known framework: then they hold pages, and stand in one row.
    if (cellsAreShort || rows.length > 1) return true;
  }
  // A page's columns under a line that spans them look like a head, too.
  const hasColumns =
    (rows[0]?.cells.length ?? 0) > 1 && rows.filter((row) => row.cells.length > 1).length * 2 > rows.length;
  if (width < 2 || !hasColumns || rows.length < 2 || !cellsAreShort || !isGrid(rows, width)) return false;
  return hasHeads(rows) || hasBorders(table, rows, stylesheet) || hasHeadLook(rows, stylesheet) || hasFigures(rows);
}

function columns(row: Row): number {
  return row.cells.reduce((sum, cell) => sum + span(cell, "colspan"), 0);
}

/** How many columns or rows a cell takes; HTML allows a thousand. */
export function span(cell: Element, name: "colspan" | "rowspan"): number {
  const number = Number.parseInt(attribute(cell, name) ?? "1", 10);
  return Number.isNaN(number) ? 1 : Math.min(Math.max(number, 1), 1_000);
}

/** Tables, headings and rules in cells: what pages are made of. Stops at the first. */
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
  const cells = rows.slice(0, MOST_ROWS_LOOKED_AT).flatMap((row) => row.cells);
  const filled = cells.filter((cell) => textUpTo(cell, 1) !== "").length;
  return filled >= cells.length * 0.6;
}

function hasBorders(table: Element, rows: readonly Row[], stylesheet: Stylesheet): boolean {
  if (Number.parseInt(attribute(table, "border") ?? "0", 10) > 0) return true;
  if (/^(?:all|rows|cols|groups)$/i.test(attribute(table, "rules") ?? "")) return true;
  const cells = rows.slice(0, MOST_ROWS_LOOKED_AT).flatMap((row) => row.cells);
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

/** The first row bold or on a ground of its own, and the second not. */
function hasHeadLook(rows: readonly Row[], stylesheet: Stylesheet): boolean {
  const [first, second] = rows;
  if (!first || !second) return false;
  return [looksBold, hasGround].some(
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

function hasGround(cell: Element, row: Element, stylesheet: Stylesheet): boolean {
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
  const cells = rows.slice(1, MOST_ROWS_LOOKED_AT).flatMap((row) => row.cells.slice(1));
  const figures = cells.filter((cell) =>
    /^[\s\u00a0]*[–+-]?\d[\d\s\u00a0.,:%–-]*(?:kr|tkr|mnkr|%|st|€|kg|ton)?[\s\u00a0]*$/i.test(textUpTo(cell, 60)),
  );
  return cells.length > 0 && figures.length >= cells.length * 0.8;
}
