import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ContentMemory, MadeDetail, RememberedFile } from "../content/content-memory.ts";
import { sha256 } from "../digest.ts";
import { type FileSignature, isSettled } from "../file-signature.ts";
import type { PublicationDetail } from "../model/archive.ts";
import { isRecord, readChecked, SNAPSHOT, writeChecked } from "./checked-file.ts";
import type { Place } from "./detail-pack.ts";
import { DetailPacks } from "./detail-packs.ts";

/** What is remembered cannot be read back: whoever asked for it starts again from nothing. */
export class DamagedMemoryError extends Error {
  /** Tells it from others when it comes from a thread, which loses its class. */
  readonly code = "ERR_DAMAGED_MEMORY";
}

/** One file as it is remembered, with the place of its detail. */
export interface StoredFile extends RememberedFile {
  readonly detail: Place;
  /** SHA-256 of the detail. */
  readonly detailHash: string;
}

/** The files of one folder of the content: a year of letters, as most archives are ordered. */
interface Shelf {
  readonly folder: string;
  /** Stands for everything its publications are made of besides their own files. */
  readonly base: string;
  readonly files: Readonly<Record<string, StoredFile>>;
}

function isShelf(value: unknown): value is Shelf {
  return isRecord(value) && typeof value.folder === "string" && typeof value.base === "string" && isRecord(value.files);
}

/** So many details made in this build stay in memory; the others are read back. */
const MOST_FRESH = 1_000;

/**
 * What is remembered of the content from one build to the next: a shelf for each folder, with what lists and checks need of
 * its files, and packs with the detail of each publication, which is read only where its page is rendered. Only shelves on
 * which something changed are written again. Anything missing or damaged is as if it had never been remembered.
 */
export class BuildMemory implements ContentMemory {
  readonly #folder: string;
  readonly #drafts: boolean;
  readonly #startedAt = Date.now();
  /** What lies on the shelves that are of use, by path. */
  readonly #stored = new Map<string, StoredFile>();
  /** What was remembered with another base: only which files there were, and what these were. */
  readonly #outdated = new Map<string, Pick<StoredFile, "signature" | "hash">>();
  /** Where that lies, by the folder of its shelf, which stays until the shelf is written anew. */
  readonly #outdatedNames = new Map<string, ReadonlySet<string>>();
  readonly #kept = new Map<string, StoredFile>();
  readonly #learned = new Map<string, StoredFile>();
  readonly #fresh = new Map<string, string>();
  readonly #packs: DetailPacks;
  /** The shelves as they lie in the folder; what these do not refer to is left from builds that were cut short. */
  #written: Map<string, Shelf>;
  #base = "";
  #damaged = false;
  #isClosed = false;

  private constructor(folder: string, drafts: boolean, shelves: Map<string, Shelf>) {
    this.#folder = folder;
    this.#drafts = drafts;
    for (const { files } of shelves.values())
      for (const [path, file] of Object.entries(files)) this.#stored.set(path, file);
    this.#written = shelves;
    this.#packs = new DetailPacks(folder, () => newestPack(this.#written));
  }

  /** @param clean ignores what is there */
  static load(folder: string, { clean, drafts }: { clean: boolean; drafts: boolean }): BuildMemory {
    const shelves = new Map<string, Shelf>();
    for (const name of namesIn(folder, SHELF)) {
      const shelf = readChecked(join(folder, name), isShelf);
      if (shelf && shelfName(shelf.folder) === name) shelves.set(shelf.folder, shelf);
    }
    removeBut(folder, filesOf(shelves.values()));
    const memory = new BuildMemory(folder, drafts, shelves);
    if (clean) for (const shelf of shelves.values()) memory.#putAway(shelf);
    return memory;
  }

  /** For a thread: a memory of its own, of which another takes over what it made. */
  static ofThread(folder: string, drafts: boolean): BuildMemory {
    return new BuildMemory(folder, drafts, new Map());
  }

  /** Stands for what publications are made of besides their own files. */
  get base(): string {
    return this.#base;
  }

  /** Whether something that should be there could not be read back. */
  get isDamaged(): boolean {
    return this.#damaged;
  }

  hashOf(path: string, signature: FileSignature): string | undefined {
    const file = this.#made(path) ?? this.#stored.get(path) ?? this.#outdated.get(path);
    return file?.signature === signature ? file.hash : undefined;
  }

  begin(base: string): void {
    this.#base = base;
    for (const shelf of this.#written.values()) {
      if (shelf.base === base) continue;
      for (const [path, { signature, hash }] of Object.entries(shelf.files))
        this.#outdated.set(path, { signature, hash });
      this.#putAway(shelf);
    }
  }

  recall(path: string, hash: string): StoredFile | undefined {
    const made = this.#made(path);
    if (made?.hash === hash) return made;
    const stored = this.#stored.get(path);
    return stored?.hash === hash ? stored : undefined;
  }

  keep(path: string, file: RememberedFile): void {
    const known = this.#made(path) ?? this.#stored.get(path);
    if (!known) throw new Error(`${path} is kept but was never recalled`);
    if (this.#isPublic(file)) this.#kept.set(path, file === known ? known : { ...known, ...file });
  }

  take(path: string, file: RememberedFile, { json, hash }: MadeDetail): boolean {
    if (!this.#isPublic(file)) return false;
    if (this.#fresh.size < MOST_FRESH) this.#fresh.set(path, json);
    this.#kept.set(path, { ...file, detail: this.#packs.add(json), detailHash: hash });
    return true;
  }

  /** Takes in what a thread made; it is recalled like what was stored. */
  learn(files: readonly (readonly [path: string, file: StoredFile])[]): void {
    for (const [path, file] of files) this.#learned.set(path, file);
  }

  /** Everything that was taken in, for the thread that asked for it. */
  taken(): [path: string, file: StoredFile][] {
    this.#packs.flush();
    return [...this.#kept];
  }

  detail(path: string): PublicationDetail {
    const fresh = this.#fresh.get(path);
    if (fresh !== undefined) return JSON.parse(fresh) as PublicationDetail;
    const file = this.#kept.get(path);
    const bytes = file && this.#packs.read(file.detail);
    if (!file || !bytes || sha256(bytes) !== file.detailHash) {
      this.#damaged = true;
      throw new DamagedMemoryError(`what is remembered of ${path} cannot be read`);
    }
    return JSON.parse(bytes.toString("utf8")) as PublicationDetail;
  }

  /** Writes what was kept during this build where it is not what is there already, and forgets the rest. */
  save(): void {
    const places = new Map(Array.from(this.#kept, ([path, { detail }]) => [path, detail]));
    for (const [path, detail] of this.#packs.emptyWasteful(places)) {
      const file = this.#kept.get(path);
      if (file && detail) this.#kept.set(path, { ...file, detail });
      else this.#kept.delete(path);
    }
    const shelves = this.#newShelves();
    for (const [folder, shelf] of shelves) {
      if (!isSame(shelf, this.#written.get(folder))) writeChecked(join(this.#folder, shelfName(folder)), shelf, false);
      this.#written.set(folder, shelf);
      this.#outdatedNames.delete(folder);
    }
    this.#written = shelves;
    this.#outdatedNames.clear();
  }

  /** What was made in this build, by this thread or another. */
  #made(path: string): StoredFile | undefined {
    return this.#kept.get(path) ?? this.#learned.get(path);
  }

  /**
   * Ends the work, and removes what is left of this build or of others and that nothing refers to.
   * @returns whether all of it could be removed
   */
  close(): boolean {
    if (this.#isClosed) return true;
    this.#isClosed = true;
    this.#packs.close();
    const outdated = [...this.#outdatedNames.values()].flatMap((names) => [...names]);
    try {
      removeBut(this.#folder, new Set([...filesOf(this.#written.values()), ...outdated]));
    } catch {
      // The release may be served already, so nothing has failed: the next build removes it, or says why it cannot.
      return false;
    }
    return true;
  }

  /** Everything on it is made anew: what lists needed of it would only fill the memory meanwhile. */
  #putAway(shelf: Shelf): void {
    this.#outdatedNames.set(shelf.folder, filesOf([shelf]));
    for (const path of Object.keys(shelf.files)) this.#stored.delete(path);
    this.#written.delete(shelf.folder);
  }

  /** What is not published is not kept lying beside what is. */
  #isPublic({ publication: { draft } }: RememberedFile): boolean {
    return this.#drafts || !draft;
  }

  #newShelves(): Map<string, Shelf> {
    const folders = new Map<string, [string, StoredFile][]>();
    for (const [path, file] of this.#kept) {
      const folder = dirname(path);
      const files = folders.get(folder) ?? [];
      folders.set(folder, files);
      // Changed a moment ago, it may be changed again without its times showing it: its bytes are looked at next time.
      files.push([path, isSettled(file.signature, this.#startedAt) ? file : { ...file, signature: "" }]);
    }
    return new Map(
      [...folders].map(([folder, files]) => [folder, { folder, base: this.#base, files: Object.fromEntries(files) }]),
    );
  }
}

/** Where new details go on. */
function newestPack(shelves: ReadonlyMap<string, Shelf>): string | undefined {
  return [...filesOf(shelves.values())]
    .filter((name) => name.endsWith(".pack"))
    .sort()
    .at(-1);
}

const SHELF = /^shelf-.*\.json$/;

function shelfName(folder: string): string {
  return `shelf-${sha256(folder).slice(0, 16)}.json`;
}

/** The shelves' own files, and the packs that they refer to. */
function filesOf(shelves: Iterable<Shelf>): Set<string> {
  const names = new Set<string>();
  for (const { folder, files } of shelves) {
    names.add(shelfName(folder));
    for (const { detail } of Object.values(files)) names.add(detail[0]);
  }
  return names;
}

function removeBut(folder: string, wanted: ReadonlySet<string>): void {
  for (const name of readdirSync(folder)) {
    if (name !== SNAPSHOT && !wanted.has(name)) rmSync(join(folder, name), { force: true, recursive: true });
  }
}

function namesIn(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder).filter((name) => pattern.test(name));
}

function isSame(shelf: Shelf, stored: Shelf | undefined): boolean {
  if (stored?.base !== shelf.base) return false;
  const files = Object.entries(shelf.files);
  return (
    files.length === Object.keys(stored.files).length &&
    files.every(([path, file]) => {
      const old = stored.files[path];
      return (
        old !== undefined &&
        (old === file ||
          (old.hash === file.hash && old.signature === file.signature && old.detail.join() === file.detail.join()))
      );
    })
  );
}
