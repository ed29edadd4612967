import { pipeline, Readable } from "node:stream";
import { CsvError, type Options, parse } from "csv-parse";
import { atMost, CSV_COLUMNS, CSV_RECORD, CSV_ROWS, ImportLimitError } from "../limits.ts";

/** A row of a table by the names of its columns: `Send Date` is `send_date`. A column that is absent or empty has no value. */
export type Row = ReadonlyMap<string, string>;

const OPTIONS: Options = {
  bom: true,
  skip_empty_lines: true,
  // Rows with a missing column, or a quotation mark within a value, are kept.
  relax_column_count: true,
  relax_quotes: true,
  // A quotation mark that is never closed makes the rest of the file one field.
  max_record_size: CSV_RECORD.most,
};

/** Reads a table row by row. @throws {ImportLimitError} @throws when it is not a table */
export async function* readCsv(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncIterable<Row> {
  const parser = parse(OPTIONS);
  // An error of the source becomes one of the parser, and is thrown below.
  pipeline(Readable.from(chunks), parser, () => undefined);
  let columns: readonly string[] | undefined;
  let rows = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      atMost(CSV_COLUMNS, record.length);
      atMost(CSV_ROWS, ++rows);
      if (columns) yield rowOf(columns, record);
      else columns = record.map(columnName);
    }
  } catch (error) {
    throw error instanceof CsvError && error.code === "CSV_MAX_RECORD_SIZE"
      ? new ImportLimitError(CSV_RECORD.exceeded)
      : error;
  } finally {
    parser.destroy();
  }
}

/** The names of the columns, when a file begins as a table. */
export function columnsOf(head: Uint8Array): ReadonlySet<string> {
  const [line = ""] = Buffer.from(head).toString("utf8").split(/\r?\n/, 1);
  return new Set(
    line
      .replace(/^\uFEFF/, "")
      .split(",")
      .map(columnName),
  );
}

function columnName(text: string): string {
  return text
    .trim()
    .replace(/^"|"$/g, "")
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
}

function rowOf(columns: readonly string[], record: readonly string[]): Row {
  const row = new Map<string, string>();
  for (const [index, value] of record.entries()) {
    const column = columns[index];
    if (column && value.trim() !== "" && !row.has(column)) row.set(column, value.trim());
  }
  return row;
}

/** The first of several columns that has a value: services rename them. */
export function firstOf(row: Row, columns: readonly string[]): string | undefined {
  for (const column of columns) {
    const value = row.get(column);
    if (value !== undefined) return value;
  }
  return undefined;
}
