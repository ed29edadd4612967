import { closeSync, fstatSync, readSync, writeSync } from "node:fs";
import { openToAppend } from "../../files/regular-file.ts";

/** Where a text lies in a pack, in bytes. */
export type Place = readonly [pack: string, offset: number, length: number];

/** As much is gathered before it is written. */
const BUFFER_BYTES = 1 << 20;

/** Texts one after another in a file, which is only ever added to. */
export class PackWriter {
  readonly name: string;
  readonly #descriptor: number;
  #size: number;
  #buffered: Buffer[] = [];
  #bufferedBytes = 0;

  /** @param file is made where it is absent and continued where it is not */
  constructor(name: string, file: string) {
    this.name = name;
    this.#descriptor = openToAppend(file);
    this.#size = fstatSync(this.#descriptor).size;
  }

  add(text: string | Buffer): Place {
    const bytes = typeof text === "string" ? Buffer.from(text) : text;
    const place: Place = [this.name, this.#size + this.#bufferedBytes, bytes.length];
    this.#buffered.push(bytes);
    this.#bufferedBytes += bytes.length;
    if (this.#bufferedBytes > BUFFER_BYTES) this.flush();
    return place;
  }

  flush(): void {
    if (this.#bufferedBytes === 0) return;
    const bytes = Buffer.concat(this.#buffered);
    for (let written = 0; written < bytes.length; ) written += writeSync(this.#descriptor, bytes, written);
    this.#size += bytes.length;
    this.#buffered = [];
    this.#bufferedBytes = 0;
  }

  /** @returns undefined where the pack ends before the text does */
  read(place: Place): Buffer | undefined {
    this.flush();
    return readPlace(this.#descriptor, place);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** Reads a text of a pack that is open. @returns undefined where the pack ends before the text does */
export function readPlace(descriptor: number, [, offset, length]: Place): Buffer | undefined {
  const bytes = Buffer.allocUnsafe(length);
  return readSync(descriptor, bytes, 0, length, offset) === length ? bytes : undefined;
}
