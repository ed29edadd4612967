import { closeSync, fstatSync, openSync, readdirSync, readSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ContentMemory, RememberedFile, RememberedPublication } from "../content/content-memory.ts";
import { sha256 } from "../digest.ts";
import { type FileSignature, isSettled } from "../file-signature.ts";
import { isRecord, readChecked, writeChecked } from "./checked-file.ts";

/** A remembered body cannot be read back: whoever asked for it starts again from nothing. */
export class DamagedMemoryError extends Error {}

interface StoredFile {
  /** "" when the file had just been changed: then its bytes are looked at again. */
  readonly signature: FileSignature;
  readonly hash: string;
  readonly key: string;
  readonly remembered: RememberedPublication;
}

interface Stored {
  readonly pack: string;
  readonly files: Readonly<Record<string, StoredFile>>;
  /** Digest of a body → where its HTML lies in the pack, in bytes. */
  readonly bodies: Readonly<Record<string, readonly [offset: number, length: number]>>;
}

function isStored(value: unknown): value is Stored {
  return isRecord(value) && typeof value.pack === "string" && isRecord(value.files) && isRecord(value.bodies);
}

const INDEX = "content.json";
/** A pack is written anew when it is more than so many times as large as what is still used. */
const MOST_WASTE = 2;

/**
 * What is remembered of the content from one build to the next: an index, and a pack of rendered bodies that is read only
 * where a page is rendered again. Anything missing or damaged is as if it had never been remembered.
 */
export class BuildMemory implements ContentMemory {
  readonly #folder: string;
  readonly #drafts: boolean;
  readonly #startedAt = Date.now();
  readonly #stored: Stored;
  readonly #learned = new Map<string, RememberedFile>();
  readonly #kept = new Map<string, RememberedFile>();
  readonly #fresh = new Map<string, string>();
  #pack: number | undefined;

  private constructor(folder: string, drafts: boolean, stored: Stored) {
    this.#folder = folder;
    this.#drafts = drafts;
    this.#stored = stored;
  }

  /** @param clean ignores what is there */
  static load(folder: string, { clean, drafts }: { clean: boolean; drafts: boolean }): BuildMemory {
    const stored = clean ? undefined : readChecked(join(folder, INDEX), isStored);
    return new BuildMemory(folder, drafts, stored ?? { pack: "", files: {}, bodies: {} });
  }

  hashOf(path: string, signature: FileSignature): string | undefined {
    const learned = this.#learned.get(path);
    if (learned?.signature === signature) return learned.hash;
    const file = Object.hasOwn(this.#stored.files, path) ? this.#stored.files[path] : undefined;
    return file?.signature === signature ? file.hash : undefined;
  }

  recall(path: string, key: string): RememberedPublication | undefined {
    const learned = this.#learned.get(path);
    if (learned?.key === key) return learned.remembered;
    const file = Object.hasOwn(this.#stored.files, path) ? this.#stored.files[path] : undefined;
    return file?.key === key && this.#stored.bodies[file.remembered.publication.body.digest]
      ? file.remembered
      : undefined;
  }

  /** Takes in what another process made; it is recalled like what was stored. */
  learn(files: readonly (readonly [path: string, file: RememberedFile])[]): void {
    for (const [path, file] of files) {
      this.#learned.set(path, file);
      if (file.html !== undefined) this.#fresh.set(file.remembered.publication.body.digest, file.html);
    }
  }

  /** Whether a file would have to be made: a guess from its signature, which costs no reading. */
  isNew(path: string, signature: FileSignature): boolean {
    return this.hashOf(path, signature) === undefined;
  }

  keep(path: string, file: RememberedFile): void {
    // What is not published is not kept lying beside what is.
    if (file.remembered.publication.draft && !this.#drafts) return;
    this.#kept.set(path, file);
    if (file.html !== undefined) this.#fresh.set(file.remembered.publication.body.digest, file.html);
  }

  /** @throws {DamagedMemoryError} when the pack does not hold what the index says */
  html(digest: string): string {
    const fresh = this.#fresh.get(digest);
    if (fresh !== undefined) return fresh;
    const [offset, length] = this.#stored.bodies[digest] ?? [0, 0];
    const buffer = Buffer.alloc(length);
    try {
      this.#pack ??= openSync(join(this.#folder, this.#stored.pack), "r");
      readSync(this.#pack, buffer, 0, length, offset);
    } catch {
      throw new DamagedMemoryError("the pack of rendered texts cannot be read");
    }
    const html = buffer.toString("utf8");
    if (sha256(html) !== digest) throw new DamagedMemoryError("a rendered text is not what it was");
    return html;
  }

  /** Writes what was kept during this build, and forgets the rest; nothing when it is what is there already. */
  save(): void {
    if (!this.#hasChanged()) return;
    try {
      const digests = new Set([...this.#kept.values()].map(({ remembered }) => remembered.publication.body.digest));
      const old = [...digests].filter((digest) => !this.#fresh.has(digest) && this.#stored.bodies[digest]);
      const { pack, bodies } = this.#writePack(digests, old);
      const files = Object.fromEntries(
        [...this.#kept].map(([path, { signature, hash, key, remembered }]): [string, StoredFile] => [
          path,
          { signature: isSettled(signature, this.#startedAt) ? signature : "", hash, key, remembered },
        ]),
      );
      writeChecked(join(this.#folder, INDEX), { pack, files, bodies } satisfies Stored, false);
      this.#removePacksBut(pack);
    } catch (error) {
      this.#removePacksBut(this.#stored.pack);
      throw error;
    } finally {
      this.close();
    }
  }

  #removePacksBut(pack: string): void {
    for (const name of readdirSync(this.#folder)) {
      if (name.endsWith(".pack") && name !== pack) rmSync(join(this.#folder, name), { force: true });
    }
  }

  #hasChanged(): boolean {
    const { files } = this.#stored;
    if (this.#fresh.size > 0 || Object.keys(files).length !== this.#kept.size) return true;
    return [...this.#kept].some(
      ([path, { key, signature }]) => files[path]?.key !== key || files[path]?.signature !== signature,
    );
  }

  close(): void {
    if (this.#pack !== undefined) closeSync(this.#pack);
    this.#pack = undefined;
  }

  /** New bodies go to the end of the pack; when most of it is no longer used, all that is goes to a new one. */
  #writePack(digests: ReadonlySet<string>, old: readonly string[]): Pick<Stored, "pack" | "bodies"> {
    const used = old.reduce((sum, digest) => sum + (this.#stored.bodies[digest]?.[1] ?? 0), 0);
    const size = this.#packSize();
    const append = size !== undefined && size <= used * MOST_WASTE;
    const pack = append ? this.#stored.pack : `bodies-${Date.now()}-${process.pid}.pack`;
    const bodies: Record<string, readonly [number, number]> = {};
    const descriptor = openSync(join(this.#folder, pack), append ? "a" : "w");
    let offset = append ? (size ?? 0) : 0;
    const put = (digest: string, html: string): void => {
      const bytes = Buffer.from(html);
      writeFileSync(descriptor, bytes);
      const length = bytes.length;
      bodies[digest] = [offset, length];
      offset += length;
    };
    try {
      for (const digest of old) {
        const place = this.#stored.bodies[digest];
        if (append && place) bodies[digest] = place;
        else put(digest, this.html(digest));
      }
      for (const [digest, html] of this.#fresh) if (digests.has(digest)) put(digest, html);
    } finally {
      closeSync(descriptor);
    }
    return { pack, bodies };
  }

  #packSize(): number | undefined {
    if (this.#stored.pack === "") return undefined;
    try {
      this.#pack ??= openSync(join(this.#folder, this.#stored.pack), "r");
      return fstatSync(this.#pack).size;
    } catch {
      return undefined;
    }
  }
}
