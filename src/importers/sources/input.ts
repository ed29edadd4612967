/** Opens files and folders for importers. */
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import type { Importer, Input, Reading } from "../importer.ts";
import { atMost, FOLDER_DEPTH, FOLDER_FILES, HEAD_BYTES, LETTER_FILE, type Limit } from "../limits.ts";
import { failed } from "./reading.ts";

/** @throws when there is no such file or folder, or when it is a device, a pipe or a socket */
export function openInput(path: string): Input {
  const stats = statSync(path);
  if (stats.isDirectory()) return { path, isFolder: true, head: new Uint8Array(), size: 0, bytes: refuseFolder };
  // Reading a pipe may never end, and reading a device may have any effect.
  if (!stats.isFile()) throw new Error("it is neither a file nor a folder");
  return { path, isFolder: false, head: readHead(path), size: stats.size, bytes: () => readWhole(path) };
}

function refuseFolder(): never {
  throw new Error("a folder has no bytes");
}

function readHead(path: string): Uint8Array {
  const head = new Uint8Array(HEAD_BYTES);
  const file = openSync(path, "r");
  try {
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}

function readWhole(path: string): Uint8Array {
  return readUpTo(LETTER_FILE, path);
}

/** Reads a file whole. @throws {ImportLimitError} before reading what is larger */
export function readUpTo(limit: Limit, path: string): Uint8Array {
  atMost(limit, statSync(path).size);
  return readFileSync(path);
}

/** All files in a folder and below it, sorted by name so that every machine reads them in the same order. Links and hidden files are left out. */
export function* walkFolder(folder: string): Iterable<string> {
  let files = 0;
  for (const path of walk(folder, 1)) {
    atMost(FOLDER_FILES, ++files);
    yield path;
  }
}

function* walk(folder: string, depth: number): Iterable<string> {
  atMost(FOLDER_DEPTH, depth);
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    // Symbolic links are skipped: they could lead out of the given folder.
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory()) yield* walk(path, depth + 1);
    else if (entry.isFile()) yield path;
  }
}

/** The folder of the pictures of a saved page; "-filer" is by Chrome in Swedish. */
const PAGE_FOLDERS = ["_files", "-filer", "_filer", "-files"];

/** Whether a file is part of a saved page, and not a letter: a frame or style in `<name>_files/`. */
export function isPartOfAPage(path: string): boolean {
  const folder = dirname(path);
  if (folder === dirname(folder)) return false;
  const ending = PAGE_FOLDERS.find((each) => folder.endsWith(each));
  const page = ending && folder.slice(0, -ending.length);
  return (
    (page !== undefined && [".html", ".htm"].some((type) => isPlainFile(`${page}${type}`))) || isPartOfAPage(folder)
  );
}

/** Whether a path leads to a file without following links. */
export function isPlainFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The name of a file without its folder and type. */
export function stemOf(path: string): string {
  return basename(path, extname(path));
}

/** Reads with an importer each file of a folder that is of its kind, or just the file. */
export async function* eachFile(
  input: Input,
  detect: Importer["detect"],
  read: (file: Input) => AsyncIterable<Reading> | Iterable<Reading>,
): AsyncIterable<Reading> {
  if (!input.isFolder) {
    yield* guarded(input.path, () => read(input));
    return;
  }
  for (const path of walkFolder(input.path)) {
    if (isPartOfAPage(path)) continue;
    const file = openInput(path);
    if (await detect(file)) yield* guarded(path, () => read(file));
  }
}

/** An error in one file becomes a Reading and does not stop the others. */
async function* guarded(place: string, read: () => AsyncIterable<Reading> | Iterable<Reading>): AsyncIterable<Reading> {
  try {
    yield* read();
  } catch (error) {
    yield failed(place, error);
  }
}
