import {
  chmodSync,
  closeSync,
  fchmodSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { assertBelow } from "./below.ts";
import { linkableSignatureOfStats } from "./file-signature.ts";

/** Writes files into a folder of a release, each whole, and never over an old one, which other releases may share. */
export class PageWriter {
  readonly #root: string;
  readonly #made = new Set<string>(["."]);

  constructor(root: string) {
    this.#root = root;
  }

  /** @returns the signature of the file that was written */
  write(path: string, content: string | Uint8Array): string {
    const file = this.place(path);
    const descriptor = openSync(file, "wx", 0o644);
    try {
      writeFileSync(descriptor, content);
      // Whatever the umask: a web server must be able to read it. (Asking for the umask changes it for other threads.)
      fchmodSync(descriptor, 0o644);
      return linkableSignatureOfStats(fstatSync(descriptor, { bigint: true }));
    } finally {
      closeSync(descriptor);
    }
  }

  /** Makes room for a file. @returns its path on disk @throws where that is outside the folder */
  place(path: string): string {
    assertBelow(path);
    const folder = dirname(path);
    const file = join(this.#root, path);
    if (this.#made.has(folder)) rmSync(file, { force: true, recursive: true });
    else if (!this.#makeFolder(folder)) rmSync(file, { force: true, recursive: true });
    return file;
  }

  /** @returns whether the folder is new and therefore empty */
  #makeFolder(folder: string): boolean {
    if (this.#made.has(folder)) return false;
    this.#makeFolder(dirname(folder));
    this.#made.add(folder);
    const path = join(this.#root, folder);
    try {
      mkdirSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return false;
      // What was a file in an older release may be a folder in this one; another thread may be making it too.
      rmSync(path, { force: true });
      mkdirSync(path, { recursive: true });
    }
    chmodSync(path, 0o755);
    return true;
  }
}
