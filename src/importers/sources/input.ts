/** Opens files and folders for importers. */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  // biome-ignore lint/style/noRestrictedImports: for reading alone, and through a link that the user names.
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import type { Importer, Input, Reading } from "../importer.ts";
import { atMost, FOLDER_DEPTH, FOLDER_FILES, HEAD_BYTES, LETTER_FILE, type Limit } from "../limits.ts";
import { failed } from "./reading.ts";

/** What is at a path is a device, a pipe or a socket: reading one may never end, and opening it may have any effect. */
export class SpecialFileError extends Error {
  constructor() {
    super("it is neither a file nor a folder");
  }
}

/**
 * Links are followed here, as the user names files by them; whatever is found in a folder was seen to be none.
 * @throws {SpecialFileError} or an error of the system
 */
export function openInput(path: string): Input {
  const stats = statSync(path);
  if (stats.isDirectory()) return { path, isFolder: true, head: new Uint8Array(), size: 0, bytes: refuseFolder };
  if (!stats.isFile()) throw new SpecialFileError();
  return { path, isFolder: false, head: readHead(path), size: stats.size, bytes: () => readWhole(path) };
}

/** Opens a file for reading; a pipe that has taken its place meanwhile is not waited for. @throws {SpecialFileError} */
export function openFile(path: string): number {
  // Windows does not know the flag.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw new SpecialFileError();
}

function refuseFolder(): never {
  throw new Error("a folder has no bytes");
}

function readHead(path: string): Uint8Array {
  const head = new Uint8Array(HEAD_BYTES);
  const file = openFile(path);
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
  const file = openFile(path);
  try {
    atMost(limit, fstatSync(file).size);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
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
