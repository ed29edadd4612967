/** Exports that are a table of the letters and a folder with a file for each. */
import type { Archive, Input, Reading, SourceLetter } from "../importer.ts";
import type { Publicity } from "../publicity.ts";
import { findByName, folderOf } from "./archive.ts";
import type { Row } from "./csv.ts";
import { failed, skipped } from "./reading.ts";

/** The names of the table and the folder, and the files of the folder by which the export is recognised. */
export interface TableExport {
  readonly table: string;
  readonly folder: string;
  isContent(name: string): boolean;
}

/** The table in an archive that also has the folder that belongs to it. */
export function tableIn(names: ReadonlySet<string>, { table, folder, isContent }: TableExport): string | undefined {
  const found = findByName(names, table);
  if (found === undefined) return undefined;
  const beside = folderOf(found) + folder;
  return [...names].some((name) => name.startsWith(beside) && isContent(name)) ? found : undefined;
}

/** The reading of an archive in which {@link tableIn} finds nothing. */
export function withoutTable({ path }: Input, { table, folder }: TableExport): Reading {
  return failed(path, new Error(`there is no ${table} with ${folder} in it`));
}

/** How the rows of a table become letters. */
export interface RowReader {
  /** The name of a row's file without folder and ending; undefined for a row without a letter. */
  nameOf(row: Row): string | undefined;
  /** The extension of the files, with its dot. */
  readonly ending: string;
  /** @param text of its file; undefined where it cannot be read */
  publicityOf(row: Row, text: Uint8Array | undefined): Publicity;
  letterOf(place: string, name: string, row: Row, bytes: Uint8Array): SourceLetter;
}

/** Reads the letters of a table, each from its file. @param folder of the files, with a slash at its end */
export async function* readRows(
  { path }: Input,
  archive: Archive,
  rows: AsyncIterable<Row>,
  folder: string,
  { nameOf, ending, publicityOf, letterOf }: RowReader,
): AsyncIterable<Reading> {
  const left = new Set([...archive.names].filter((name) => name.startsWith(folder) && name.endsWith(ending)));
  for await (const row of rows) {
    const name = nameOf(row);
    if (name === undefined) continue;
    const file = `${folder}${name}${ending}`;
    left.delete(file);
    const place = `${path}/${file}`;
    try {
      const bytes = await archive.read(file);
      yield { letter: letterOf(place, name, row, bytes), publicity: publicityOf(row, bytes) };
    } catch (error) {
      yield { ...failed(place, error), publicity: publicityOf(row, undefined) };
    }
  }
  for (const file of left) yield skipped(`${path}/${file}`, "the table of the export does not have it");
}
