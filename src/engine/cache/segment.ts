import { dirname, join } from "node:path";
import { isRecord, readChecked, writeChecked } from "../../files/checked-file.ts";
import { isSettled } from "../../files/file-signature.ts";
import { LineFile } from "../../files/line-file.ts";
import { sha256 } from "../../hash.ts";
import { type Reader, type Row, StoredFile } from "./cache-entry.ts";

/** A shelf as it is written. */
interface WrittenShelf {
  readonly folder: string;
  readonly base: string;
  /** The names of the packs with the details. */
  readonly packs: readonly string[];
  /** The name of the file with the rest of each row. */
  readonly lines: string;
  readonly rows: readonly (Row & { readonly detail: readonly [pack: number, offset: number, length: number] })[];
}

function isShelf(value: unknown): value is WrittenShelf {
  return (
    isRecord(value) &&
    typeof value.folder === "string" &&
    typeof value.base === "string" &&
    typeof value.lines === "string" &&
    Array.isArray(value.packs) &&
    Array.isArray(value.rows)
  );
}

/** The remembered files of one folder of the content: a year of letters, as most archives are ordered. */
export class Shelf {
  readonly folder: string;
  /** Stands for everything its publications are made of besides their own files. */
  readonly base: string;
  readonly files: readonly StoredFile[];
  readonly packs: readonly string[];
  /** The files it consists of and refers to. */
  readonly names: readonly string[];

  private constructor({ folder, base, packs, lines }: Omit<WrittenShelf, "rows">, files: readonly StoredFile[]) {
    this.folder = folder;
    this.base = base;
    this.files = files;
    this.packs = packs;
    this.names = [shelfName(folder), lines, ...packs];
  }

  /** @param refuse is told when something that the shelf refers to cannot be read, which is seen only when it is asked for */
  static read(place: string, name: string, reader: Reader, refuse: (name: string) => never): Shelf | undefined {
    const shelf = readChecked(join(place, name), isShelf);
    if (!shelf || shelfName(shelf.folder) !== name) return undefined;
    const lines = new LineFile(place, shelf.lines, refuse);
    const files = shelf.rows.map((row, position) => {
      const [pack, offset, length] = row.detail;
      return new StoredFile(row, [shelf.packs[pack] ?? "", offset, length], lines, position, reader);
    });
    return new Shelf(shelf, files);
  }

  /** @param startedAt the moment since which the files have been looked at */
  static write(place: string, base: string, files: readonly StoredFile[], startedAt: number): Shelf {
    const folder = dirname(files[0]?.path ?? "");
    const packs = [...new Set(files.map(({ detail: [pack] }) => pack))];
    const numbers = new Map(packs.map((pack, number) => [pack, number]));
    const rows = files.map(({ row, detail: [pack, ...within] }) => ({
      ...row,
      // Changed a moment ago, it may be changed again without its times showing it: its bytes are looked at next time.
      signature: isSettled(row.signature, startedAt) ? row.signature : "",
      detail: [numbers.get(pack) ?? 0, ...within] as const,
    }));
    const lines = LineFile.write(
      place,
      files.map(({ restLine }) => restLine),
    );
    const shelf: WrittenShelf = { folder, base, packs, lines, rows };
    writeChecked(join(place, shelfName(folder)), shelf, false);
    return new Shelf(shelf, files);
  }
}

/** The names that shelves have. */
export const SHELF = /^shelf-.*\.json$/;

function shelfName(folder: string): string {
  return `shelf-${sha256(folder).slice(0, 16)}.json`;
}
