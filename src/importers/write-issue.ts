import { linkSync, lstatSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "./core.ts";

/** Another file is at the path to be written, or the path leads out of the folder. */
export class InTheWayError extends Error {
  override readonly name = "InTheWayError";
}

const WITHOUT_LINKS = new Set(["EPERM", "ENOTSUP", "ENOSYS", "EXDEV"]);

/** A file to write. */
export interface PlannedFile {
  /** Below the root, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the file that it replaces; absent where there must be none. */
  readonly replaces?: string;
}

/** What is at the path of a planned file: nothing, the same file, or another one. */
export function obstacle(root: string, { path, bytes, replaces }: PlannedFile): "none" | "same" | "other" {
  if (!isInside(path)) return "other";
  const file = join(root, path);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (!stats) return "none";
  if (!stats.isFile()) return "other";
  const hash = sha256(readFileSync(file));
  if (hash === sha256(bytes)) return "same";
  return hash === replaces ? "none" : "other";
}

/**
 * Writes files below a root: all of them, or on any error no new one. Each appears whole in one step. Only what a file says it
 * replaces is overwritten, and no link is followed.
 * @param workshop a folder on the same disk for unfinished files
 * @throws {InTheWayError}
 */
export function writeTogether(root: string, workshop: string, files: readonly PlannedFile[]): void {
  const undo: (() => void)[] = [];
  try {
    for (const file of files) writePlanned(root, workshop, file, undo);
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

function writePlanned(root: string, workshop: string, planned: PlannedFile, undo: (() => void)[]): void {
  const { path, bytes, replaces } = planned;
  if (!isInside(path)) throw new InTheWayError(`${path} leads out of the folder`);
  makeFolders(root, path.split("/").slice(0, -1), undo);
  const found = obstacle(root, planned);
  if (found === "same") return;
  if (found === "other") throw new InTheWayError(`${path} is there already and is another file`);
  const file = join(root, path);
  const temporary = join(workshop, "unfinished");
  writeFileSync(temporary, bytes);
  try {
    if (replaces === undefined) {
      linkNew(temporary, file, bytes);
      undo.push(() => rmSync(file, { force: true }));
    } else {
      const before = readFileSync(file);
      renameSync(temporary, file);
      undo.push(() => writeFileSync(file, before));
    }
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Creates by hard link, which fails where a rename would overwrite. */
function linkNew(temporary: string, file: string, bytes: Uint8Array): void {
  try {
    linkSync(temporary, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new InTheWayError(`${file} is there already`);
    // A disk without hard links (FAT, some network shares), or another disk: created exclusively, which can leave part of a file
    // if the machine stops.
    if (!WITHOUT_LINKS.has(code ?? "")) throw error;
    writeFileSync(file, bytes, { flag: "wx" });
  }
}

function makeFolders(root: string, parts: readonly string[], undo: (() => void)[]): void {
  let folder = root;
  for (const part of parts) {
    folder = join(folder, part);
    const stats = lstatSync(folder, { throwIfNoEntry: false });
    if (stats?.isDirectory()) continue;
    // A link in place of a folder can lead anywhere.
    if (stats) throw new InTheWayError(`${folder} is no folder`);
    mkdirSync(folder);
    const made = folder;
    undo.push(() => rmdirSync(made));
  }
}

/** Accepts `2023/2023-09-brev.md`; refuses `..`, absolute paths, hidden names, and characters that are special on any system. */
export function isInside(path: string): boolean {
  return path.split("/").every((part) => /^[^.\\:\0-\x1f\x7f/][^\\:\0-\x1f\x7f/]*$/.test(part));
}
