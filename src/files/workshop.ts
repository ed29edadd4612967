import { linkSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../hash.ts";
import { isBelow } from "./below.ts";
import { InTheWayError } from "./in-the-way-error.ts";
import { makeFolders } from "./make-folders.ts";
import { readRegular, statsOf } from "./regular-file.ts";
import { createFile, makeRoom, replaceFile, takePlace } from "./replace-file.ts";

/** A file to write. */
export interface PlannedFile {
  /** Below the root, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the file that it replaces; absent where there must be none. */
  readonly replaces?: string;
}

const WITHOUT_LINKS = new Set(["EPERM", "ENOTSUP", "ENOSYS", "EXDEV"]);
/** Hidden names, and signs that are special on some system. */
const UNSAFE = /(?:^|\/)\.|[\\:\0-\x1f\x7f]/;

/** A folder in which files lie until they are whole, on the disk that they are written to. */
export class Workshop {
  readonly #unfinished: string;

  constructor(folder: string) {
    this.#unfinished = join(folder, "unfinished");
  }

  /** What is at the path of a planned file: nothing, the same file, or another one. */
  obstacle(root: string, { path, bytes, replaces }: PlannedFile): "none" | "same" | "other" {
    if (!isSafe(path)) return "other";
    const file = join(root, path);
    const stats = statsOf(file);
    if (!stats) return "none";
    if (!stats.isFile()) return "other";
    const hash = sha256(readRegular(file));
    if (hash === sha256(bytes)) return "same";
    return hash === replaces ? "none" : "other";
  }

  /**
   * Writes files below a root: all of them, or on any error no new one. Each appears whole in one step. Only what a file says it
   * replaces is overwritten, and no link is followed.
   * @returns why they cannot be written, where other files are there already; other errors are thrown
   */
  writeTogether(root: string, files: readonly PlannedFile[]): string | undefined {
    const undo: (() => void)[] = [];
    try {
      for (const file of files) this.#write(root, file, undo);
      return undefined;
    } catch (error) {
      for (const step of undo.reverse()) step();
      if (error instanceof InTheWayError) return error.message;
      throw error;
    }
  }

  /** Writes a file of our own in one step, whatever was there. @throws {InTheWayError} where a folder is */
  replace(file: string, content: string): void {
    replaceFile(file, content, { unfinished: this.#unfinished });
  }

  #write(root: string, planned: PlannedFile, undo: (() => void)[]): void {
    const { path, bytes, replaces } = planned;
    const file = join(root, path);
    if (!isSafe(path)) throw new InTheWayError(path, "file");
    for (const made of makeFolders(root, path.slice(0, path.lastIndexOf("/") + 1))) undo.push(() => rmdirSync(made));
    const found = this.obstacle(root, planned);
    if (found === "same") return;
    if (found === "other") throw new InTheWayError(file, "file");
    makeRoom(this.#unfinished);
    createFile(this.#unfinished, bytes);
    try {
      if (replaces === undefined) {
        linkNew(this.#unfinished, file, bytes);
        undo.push(() => rmSync(file, { force: true }));
      } else {
        const before = readRegular(file);
        takePlace(this.#unfinished, file);
        undo.push(() => replaceFile(file, before, { unfinished: this.#unfinished }));
      }
    } finally {
      rmSync(this.#unfinished, { force: true });
    }
  }
}

/** Creates by hard link, which fails where a rename would overwrite. */
function linkNew(unfinished: string, file: string, bytes: Uint8Array): void {
  try {
    linkSync(unfinished, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new InTheWayError(file, "file");
    // A disk without hard links (FAT, some network shares), or another disk: created exclusively, which can leave part of a file
    // if the machine stops.
    if (!WITHOUT_LINKS.has(code ?? "")) throw error;
    createFile(file, bytes);
  }
}

/** Accepts `2023/2023-09-brev.md`; refuses `..`, absolute paths, hidden names, and characters that are special on any system. */
function isSafe(path: string): boolean {
  return isBelow(path) && !UNSAFE.test(path);
}
