import { closeSync, fstatSync } from "node:fs";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import { openRegular } from "../../files/regular-file.ts";
import { PackWriter, type Place, readPlace } from "./detail-pack.ts";

/** A pack of which less than this share is still used is emptied into another. */
const LEAST_USE = 0.5;

/** The packs of a folder: what is read is found in any of them, what is new goes to the end of one. */
export class DetailPacks {
  readonly #folder: string;
  /** Returns the pack to go on in; undefined begins one. */
  readonly #newest: () => string | undefined;
  readonly #open = new Map<string, number>();
  #writer: PackWriter | undefined;
  #isClosed = false;

  constructor(folder: string, newest: () => string | undefined) {
    this.#folder = folder;
    this.#newest = newest;
  }

  add(text: string): Place {
    if (this.#isClosed) throw new Error("the packs are closed");
    this.#writer ??= this.#begin(this.#newest() ?? newPackName());
    return this.#writer.add(text);
  }

  /** @returns undefined where the pack is absent or ends too soon */
  read(place: Place): Buffer | undefined {
    const [pack] = place;
    if (pack === this.#writer?.name) return this.#writer.read(place);
    try {
      return readPlace(this.#descriptor(pack), place);
    } catch {
      return undefined;
    }
  }

  /** Waits until others can read what was added. */
  flush(): void {
    this.#writer?.flush();
  }

  /**
   * Empties packs that hold little else than what nobody needs any more.
   * @param needed what is still needed, with its place
   * @returns what lies elsewhere now: its new place, or undefined where it could not be read
   */
  emptyWasteful<T extends { readonly detail: Place }>(needed: readonly T[]): Map<T, Place | undefined> {
    this.flush();
    const used = bytesByPack(needed);
    const wasteful = new Set([...used].filter(([pack, bytes]) => bytes < LEAST_USE * this.#sizeOf(pack)).map(first));
    const moved = new Map<T, Place | undefined>();
    if (wasteful.size === 0) return moved;
    const writer = this.#begin(newPackName());
    try {
      for (const one of needed) {
        if (!wasteful.has(one.detail[0])) continue;
        const bytes = this.read(one.detail);
        moved.set(one, bytes && writer.add(bytes));
      }
      writer.flush();
    } finally {
      writer.close();
    }
    return moved;
  }

  close(): void {
    this.#isClosed = true;
    this.#writer?.close();
    this.#writer = undefined;
    for (const descriptor of this.#open.values()) closeSync(descriptor);
    this.#open.clear();
  }

  #begin(name: string): PackWriter {
    return new PackWriter(name, join(this.#folder, name));
  }

  #descriptor(pack: string): number {
    const descriptor = this.#open.get(pack) ?? openRegular(join(this.#folder, pack));
    this.#open.set(pack, descriptor);
    return descriptor;
  }

  /** @returns 0 where it is absent */
  #sizeOf(pack: string): number {
    try {
      return fstatSync(this.#descriptor(pack)).size;
    } catch {
      return 0;
    }
  }
}

function bytesByPack(needed: readonly { readonly detail: Place }[]): Map<string, number> {
  const bytes = new Map<string, number>();
  for (const { detail } of needed) bytes.set(detail[0], (bytes.get(detail[0]) ?? 0) + detail[2]);
  return bytes;
}

function first([name]: readonly [string, unknown]): string {
  return name;
}

let packsMade = 0;

/** Threads of one process make packs at the same time. */
function newPackName(): string {
  packsMade += 1;
  return `${String(Date.now()).padStart(15, "0")}-${process.pid}-${threadId}-${packsMade}.pack`;
}
