import { BrokenPictureError } from "./carried.ts";

/** Memory: a file of nothing but empty parts would take many times its size. No picture has as many as this. */
const MOST_PARTS = 1_000_000;

/** The numbers and parts of a file. Whatever lies outside of it is a file that was cut off, and never silently nothing. */
export class Reader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #parts = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  u8(at: number): number {
    this.#need(at, 1);
    return this.#view.getUint8(at);
  }

  u16(at: number, littleEndian = false): number {
    this.#need(at, 2);
    return this.#view.getUint16(at, littleEndian);
  }

  u32(at: number, littleEndian = false): number {
    this.#need(at, 4);
    return this.#view.getUint32(at, littleEndian);
  }

  /** A number of 0, 2, 4 or 8 bytes. */
  sized(at: number, size: number): number {
    if (size === 0) return 0;
    if (size === 2) return this.u16(at);
    if (size === 4) return this.u32(at);
    if (size !== 8) throw new BrokenPictureError();
    return this.u32(at) * 2 ** 32 + this.u32(at + 4);
  }

  /** Bytes as signs of Latin-1. */
  text(at: number, length: number): string {
    return latin1(this.slice(at, at + length));
  }

  slice(from: number, to: number): Uint8Array {
    this.#need(from, to - from);
    this.#parts += 1;
    if (this.#parts > MOST_PARTS) throw new BrokenPictureError();
    return this.bytes.subarray(from, to);
  }

  #need(at: number, length: number): void {
    if (!(at >= 0 && length >= 0 && at + length <= this.bytes.length)) throw new BrokenPictureError();
  }
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
