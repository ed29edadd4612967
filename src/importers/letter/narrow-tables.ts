import type { Paragraph, Root, RootContent, Table, TableCell } from "mdast";
import { nodesOf, paragraph, plainText, replaceChildren } from "./tree.ts";

/** Tables with a single non-empty column are layout: their cells become paragraphs. */
export function unwrapNarrowTables(root: Root): void {
  replaceChildren(root, (child): readonly RootContent[] =>
    child.type === "table" && isNarrow(child) ? paragraphsOf(child) : [child],
  );
}

function isNarrow({ children }: Table): boolean {
  const filled = new Set<number>();
  for (const row of children)
    for (const [column, cell] of row.children.entries()) if (isFilled(cell)) filled.add(column);
  return filled.size < 2;
}

function isFilled(cell: TableCell): boolean {
  return plainText(cell) !== "" || nodesOf(cell, "image").length > 0;
}

function paragraphsOf({ children }: Table): Paragraph[] {
  return children.flatMap((row) => row.children.filter(isFilled).map((cell) => paragraph(cell.children)));
}
