import { join } from "node:path";
import { sha256 } from "../hash.ts";
import { readRegular } from "./regular-file.ts";
import { replaceFile } from "./replace-file.ts";

/** Lines of text that are asked for one by one. */
export interface Lines {
  at(position: number): string;
}

const NEWLINE = 10;

/**
 * A file of lines, named by its own hash. It is read when one of its lines is first asked for, and its hash is compared with its
 * name.
 */
export class LineFile implements Lines {
  readonly #folder: string;
  readonly #name: string;
  readonly #refuse: (name: string) => never;
  #bytes: Buffer | undefined;
  /** Where each line begins, and where the next would. */
  readonly #starts: number[] = [];

  /** @param refuse called when the file is not what was written */
  constructor(folder: string, name: string, refuse: (name: string) => never) {
    this.#folder = folder;
    this.#name = name;
    this.#refuse = refuse;
  }

  /** @param lines without line breaks in them. @returns the name of their file */
  static write(folder: string, lines: readonly string[]): string {
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
    const name = nameOf(bytes);
    const file = join(folder, name);
    // Where the same lines are there already, they are never gone.
    replaceFile(file, bytes);
    return name;
  }

  at(position: number): string {
    this.#bytes ??= this.#read();
    const [start, next] = [this.#starts[position], this.#starts[position + 1]];
    if (start === undefined || next === undefined) return this.#refuse(this.#name);
    return this.#bytes.toString("utf8", start, next - 1);
  }

  #read(): Buffer {
    const bytes = readIfThere(join(this.#folder, this.#name));
    if (!bytes || nameOf(bytes) !== this.#name) return this.#refuse(this.#name);
    this.#starts.push(0);
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, end + 1)) this.#starts.push(end + 1);
    return bytes;
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readRegular(file);
  } catch {
    return undefined;
  }
}

function nameOf(bytes: Buffer): string {
  return `${sha256(bytes)}.lines`;
}
