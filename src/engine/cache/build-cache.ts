import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ContentMemory, MadeDetail, RememberedFile } from "../../content/publication-cache.ts";
import { SNAPSHOT } from "../../files/checked-file.ts";
import type { FileSignature } from "../../files/file-signature.ts";
import { sha256 } from "../../hash.ts";
import type { Publication, PublicationDetail } from "../../model/archive.ts";
import { groupBy } from "../../model/group-by.ts";
import { type FileRecord, fileRecord, type Reader, type Rest, StoredFile } from "./cache-entry.ts";
import { DetailPacks } from "./detail-packs.ts";
import { SHELF, Shelf } from "./segment.ts";

/** What is remembered cannot be read back: whoever asked for it starts again from nothing. */
export class DamagedMemoryError extends Error {
  /** Tells it from others when it comes from a thread, which loses its class. */
  readonly code = "ERR_DAMAGED_MEMORY";
}

/** So many details made in this build stay in memory; the others are read back. */
const MOST_FRESH = 1_000;

/**
 * What is remembered of the content from one build to the next: a shelf for each folder, with what lists need of its files
 * and, on lines beside it, what is asked of few of them; and packs with the detail of each publication, which is read only
 * where its page is rendered. Only shelves on which something changed are written again. Anything missing or damaged is as if
 * it had never been remembered.
 */
export class BuildMemory implements ContentMemory, Reader {
  readonly #folder: string;
  readonly #drafts: boolean;
  readonly #startedAt = Date.now();
  /** The shelves that are of use. */
  readonly #shelves = new Map<string, Shelf>();
  /** What lies on them, by path. */
  readonly #stored = new Map<string, StoredFile>();
  /** What was made in this build, by this thread or another. */
  readonly #made = new Map<string, StoredFile>();
  /** The details that were made last. */
  readonly #fresh = new Map<StoredFile, string>();
  /** The file that was asked last, as it is most often asked several things in turn. */
  #asked: { readonly file: StoredFile; readonly rest: Rest } | undefined;
  /** Files of shelves that were put away, by folder; they stay until another is written in its place. */
  readonly #outdated = new Map<string, readonly string[]>();
  readonly #packs: DetailPacks;
  #base = "";
  #damaged = false;
  #isClosed = false;

  private constructor(folder: string, drafts: boolean) {
    this.#folder = folder;
    this.#drafts = drafts;
    this.#packs = new DetailPacks(folder, () => newestPack(this.#shelves.values()));
  }

  /** @param clean ignores what is there */
  static load(folder: string, { clean, drafts }: { clean: boolean; drafts: boolean }): BuildMemory {
    const memory = new BuildMemory(folder, drafts);
    for (const name of readdirSync(folder).filter((file) => SHELF.test(file))) {
      const shelf = Shelf.read(folder, name, memory, (lost) => memory.#refuse(lost));
      if (shelf) memory.#shelves.set(shelf.folder, shelf);
    }
    removeBut(folder, namesOf(memory.#shelves.values()));
    for (const shelf of memory.#shelves.values()) {
      if (clean) memory.#putAway(shelf);
      else for (const file of shelf.files) memory.#stored.set(file.path, file);
    }
    return memory;
  }

  /** For a thread: a memory of its own, of which another takes over what it made. */
  static ofThread(folder: string, drafts: boolean): BuildMemory {
    return new BuildMemory(folder, drafts);
  }

  /** Stands for what publications are made of besides their own files. */
  get base(): string {
    return this.#base;
  }

  /** Whether something that should be there could not be read back. */
  get isDamaged(): boolean {
    return this.#damaged;
  }

  begin(base: string): void {
    this.#base = base;
    for (const shelf of this.#shelves.values()) if (shelf.base !== base) this.#putAway(shelf);
  }

  /** Whether something is remembered of a file as its signature tells that it is now. */
  has(path: string, signature: FileSignature): boolean {
    return this.#stored.get(path)?.signature === signature;
  }

  recall(path: string, signature: FileSignature, bytes: () => Uint8Array): StoredFile | undefined {
    const made = this.#made.get(path);
    if (made?.signature === signature) return made;
    const stored = this.#stored.get(path);
    if (stored?.signature === signature) return stored;
    if (!made && !stored) return undefined;
    const hash = sha256(bytes());
    return [made, stored].find((file) => file?.seldom.hash === hash);
  }

  take(path: string, file: RememberedFile, { json, hash }: MadeDetail): Publication | undefined {
    if (!this.#isPublic(file)) return undefined;
    const made = StoredFile.of(fileRecord(path, file, this.#packs.add(json), hash), this);
    made.keep(file.signature);
    this.#made.set(path, made);
    const replaced = this.#stored.get(path);
    if (replaced) replaced.isKept = false;
    if (this.#fresh.size < MOST_FRESH) this.#fresh.set(made, json);
    return made.publication;
  }

  /** Takes in what a thread made; it is recalled like what was stored. */
  learn(files: readonly FileRecord[]): void {
    for (const record of files) this.#made.set(record.row.path, StoredFile.of(record, this));
  }

  /** Everything that was taken in, for the thread that asked for it. */
  taken(): FileRecord[] {
    this.#packs.flush();
    return Array.from(this.#made.values(), ({ record }) => record);
  }

  restOf(file: StoredFile): Rest {
    if (this.#asked?.file !== file) this.#asked = { file, rest: JSON.parse(file.restLine) as Rest };
    return this.#asked.rest;
  }

  detailOf(file: StoredFile): PublicationDetail {
    const fresh = this.#fresh.get(file);
    if (fresh !== undefined) return JSON.parse(fresh) as PublicationDetail;
    const bytes = this.#packs.read(file.detail);
    if (!bytes || sha256(bytes) !== file.seldom.detailHash) this.#refuse(file.path);
    return JSON.parse(bytes.toString("utf8")) as PublicationDetail;
  }

  /** Writes what was kept during this build where it is not what is there already, and forgets the rest. */
  save(): void {
    this.#emptyWastefulPacks();
    const made = groupBy(this.#kept(this.#made.values()), ({ path }) => [dirname(path)]);
    for (const folder of new Set([...this.#shelves.keys(), ...made.keys()])) {
      const old = this.#shelves.get(folder)?.files ?? [];
      const kept = this.#kept(old);
      const files = [...kept, ...(made.get(folder) ?? [])];
      const isStill = kept.length === old.length && files.length === old.length && !kept.some((file) => file.isChanged);
      if (files.length === 0) this.#shelves.delete(folder);
      else if (!isStill) this.#shelves.set(folder, Shelf.write(this.#folder, this.#base, files, this.#startedAt));
      // Its file has been written over, or will not be missed: where another cannot be written, nothing of this one is left.
      this.#outdated.delete(folder);
    }
    this.#outdated.clear();
  }

  /**
   * Ends the work, and removes what is left of this build or of others and that nothing refers to.
   * @returns whether all of it could be removed
   */
  close(): boolean {
    if (this.#isClosed) return true;
    this.#isClosed = true;
    this.#packs.close();
    try {
      removeBut(this.#folder, new Set([...namesOf(this.#shelves.values()), ...[...this.#outdated.values()].flat()]));
    } catch {
      // The release may be served already, so nothing has failed: the next build removes it, or says why it cannot.
      return false;
    }
    return true;
  }

  /** Everything on it is made anew: what lists needed of it would only fill the memory meanwhile. */
  #putAway({ folder, names, files }: Shelf): void {
    this.#outdated.set(folder, names);
    for (const { path } of files) this.#stored.delete(path);
    this.#shelves.delete(folder);
  }

  #emptyWastefulPacks(): void {
    const files = [...this.#kept(this.#stored.values()), ...this.#kept(this.#made.values())];
    for (const [file, detail] of this.#packs.emptyWasteful(files)) {
      file.isChanged = true;
      if (detail) file.detail = detail;
      else file.isKept = false;
    }
  }

  #kept(files: Iterable<StoredFile>): StoredFile[] {
    return [...files].filter((file) => file.isKept && this.#isPublic(file));
  }

  /** What is not published is not kept lying beside what is. */
  #isPublic({ publication: { draft } }: Pick<RememberedFile, "publication">): boolean {
    return this.#drafts || !draft;
  }

  #refuse(what: string): never {
    this.#damaged = true;
    throw new DamagedMemoryError(`what is remembered of ${what} cannot be read`);
  }
}

/** Where new details go on. */
function newestPack(shelves: Iterable<Shelf>): string | undefined {
  return [...new Set(Array.from(shelves, ({ packs }) => packs).flat())].sort().at(-1);
}

function namesOf(shelves: Iterable<Shelf>): Set<string> {
  return new Set(Array.from(shelves, ({ names }) => names).flat());
}

function removeBut(folder: string, wanted: ReadonlySet<string>): void {
  for (const name of readdirSync(folder)) {
    if (name !== SNAPSHOT && !wanted.has(name)) rmSync(join(folder, name), { force: true, recursive: true });
  }
}
