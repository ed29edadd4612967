import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CachedFile, MadeDetail, PublicationCache } from "../../content/publication-cache.ts";
import { RESULT_FILE } from "../../files/checked-file.ts";
import type { FileSignature } from "../../files/file-signature.ts";
import { sha256 } from "../../hash.ts";
import type { Publication, PublicationDetail } from "../../model/archive.ts";
import { groupBy } from "../../model/group-by.ts";
import { CacheEntry, type EntryTail, type FileRecord, fileRecord, type Reader } from "./cache-entry.ts";
import { DetailPacks } from "./detail-packs.ts";
import { SEGMENT, Segment } from "./segment.ts";

/** An entry of the cache cannot be read back: the build starts again without a cache. */
export class DamagedCacheError extends Error {
  /** Identifies it when it comes from a thread, which loses its class. */
  readonly code = "ERR_DAMAGED_CACHE";
}

/** At most this many details made in this build stay in memory; the others are read back. */
const MOST_FRESH = 1_000;

/**
 * The cache of the content from one build to the next: a segment for each folder, with what lists need of its files and, on lines
 * beside it, what few of them need; and packs with the detail of each publication, read only where its page is rendered. Only
 * segments in which something changed are written again. Anything missing or damaged counts as not cached.
 */
export class BuildCache implements PublicationCache, Reader {
  readonly #folder: string;
  readonly #drafts: boolean;
  readonly #startedAt = Date.now();
  /** The segments in use. */
  readonly #segments = new Map<string, Segment>();
  /** Their entries, by path. */
  readonly #stored = new Map<string, CacheEntry>();
  /** What was made in this build, by this thread or another. */
  readonly #made = new Map<string, CacheEntry>();
  /** The details that were made last. */
  readonly #fresh = new Map<CacheEntry, string>();
  /** The file that was asked last, as it is most often asked several things in turn. */
  #asked: { readonly file: CacheEntry; readonly tail: EntryTail } | undefined;
  /** Files of discarded segments, by folder; they stay until another is written in its place. */
  readonly #outdated = new Map<string, readonly string[]>();
  readonly #packs: DetailPacks;
  #base = "";
  #damaged = false;
  #isClosed = false;

  private constructor(folder: string, drafts: boolean) {
    this.#folder = folder;
    this.#drafts = drafts;
    this.#packs = new DetailPacks(folder, () => newestPack(this.#segments.values()));
  }

  /** @param clean ignores what is there */
  static load(folder: string, { clean, drafts }: { clean: boolean; drafts: boolean }): BuildCache {
    const cache = new BuildCache(folder, drafts);
    for (const name of readdirSync(folder).filter((file) => SEGMENT.test(file))) {
      const segment = Segment.read(folder, name, cache, (lost) => cache.#refuse(lost));
      if (segment) cache.#segments.set(segment.folder, segment);
    }
    removeBut(folder, namesOf(cache.#segments.values()));
    for (const segment of cache.#segments.values()) {
      if (clean) cache.#putAway(segment);
      else for (const file of segment.files) cache.#stored.set(file.path, file);
    }
    return cache;
  }

  /** For a thread: a cache of its own, whose new entries are merged into the main one. */
  static ofThread(folder: string, drafts: boolean): BuildCache {
    return new BuildCache(folder, drafts);
  }

  /** The fingerprint of what publications depend on besides their own files. */
  get base(): string {
    return this.#base;
  }

  /** Whether something that should be there could not be read back. */
  get isDamaged(): boolean {
    return this.#damaged;
  }

  begin(base: string): void {
    this.#base = base;
    for (const segment of this.#segments.values()) if (segment.base !== base) this.#putAway(segment);
  }

  /** Whether there is an entry for a file with this signature. */
  has(path: string, signature: FileSignature): boolean {
    return this.#stored.get(path)?.signature === signature;
  }

  find(path: string, signature: FileSignature, bytes: () => Uint8Array): CacheEntry | undefined {
    const made = this.#made.get(path);
    if (made?.signature === signature) return made;
    const stored = this.#stored.get(path);
    if (stored?.signature === signature) return stored;
    if (!made && !stored) return undefined;
    const hash = sha256(bytes());
    return [made, stored].find((file) => file?.seldom.hash === hash);
  }

  take(path: string, file: CachedFile, { json, hash }: MadeDetail): Publication | undefined {
    if (!this.#isPublic(file)) return undefined;
    const made = CacheEntry.of(fileRecord(path, file, this.#packs.add(json), hash), this);
    made.keep(file.signature);
    this.#made.set(path, made);
    const replaced = this.#stored.get(path);
    if (replaced) replaced.isKept = false;
    if (this.#fresh.size < MOST_FRESH) this.#fresh.set(made, json);
    return made.publication;
  }

  /** Adds what a thread made; it is found like stored entries. */
  merge(files: readonly FileRecord[]): void {
    for (const record of files) this.#made.set(record.head.path, CacheEntry.of(record, this));
  }

  /** Everything that was made, for the thread that asked for it. */
  made(): FileRecord[] {
    this.#packs.flush();
    return Array.from(this.#made.values(), ({ record }) => record);
  }

  tailOf(file: CacheEntry): EntryTail {
    if (this.#asked?.file !== file) this.#asked = { file, tail: JSON.parse(file.tailLine) as EntryTail };
    return this.#asked.tail;
  }

  detailOf(file: CacheEntry): PublicationDetail {
    const fresh = this.#fresh.get(file);
    if (fresh !== undefined) return JSON.parse(fresh) as PublicationDetail;
    const bytes = this.#packs.read(file.detail);
    if (!bytes || sha256(bytes) !== file.seldom.detailHash) this.#refuse(file.path);
    return JSON.parse(bytes.toString("utf8")) as PublicationDetail;
  }

  /** Writes the entries kept during this build where they changed, and drops the others. */
  save(): void {
    this.#emptyWastefulPacks();
    const made = groupBy(this.#kept(this.#made.values()), ({ path }) => [dirname(path)]);
    for (const folder of new Set([...this.#segments.keys(), ...made.keys()])) {
      const old = this.#segments.get(folder)?.files ?? [];
      const kept = this.#kept(old);
      const files = [...kept, ...(made.get(folder) ?? [])];
      const isStill = kept.length === old.length && files.length === old.length && !kept.some((file) => file.isChanged);
      if (files.length === 0) this.#segments.delete(folder);
      else if (!isStill) this.#segments.set(folder, Segment.write(this.#folder, this.#base, files, this.#startedAt));
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
      removeBut(this.#folder, new Set([...namesOf(this.#segments.values()), ...[...this.#outdated.values()].flat()]));
    } catch {
      // The release may be served already, so nothing has failed: the next build removes it, or says why it cannot.
      return false;
    }
    return true;
  }

  /** All of it is rebuilt: its entries would only fill the memory meanwhile. */
  #putAway({ folder, names, files }: Segment): void {
    this.#outdated.set(folder, names);
    for (const { path } of files) this.#stored.delete(path);
    this.#segments.delete(folder);
  }

  #emptyWastefulPacks(): void {
    const files = [...this.#kept(this.#stored.values()), ...this.#kept(this.#made.values())];
    for (const [file, detail] of this.#packs.emptyWasteful(files)) {
      file.isChanged = true;
      if (detail) file.detail = detail;
      else file.isKept = false;
    }
  }

  #kept(files: Iterable<CacheEntry>): CacheEntry[] {
    return [...files].filter((file) => file.isKept && this.#isPublic(file));
  }

  /** What is not published is not kept lying beside what is. */
  #isPublic({ publication: { draft } }: Pick<CachedFile, "publication">): boolean {
    return this.#drafts || !draft;
  }

  #refuse(what: string): never {
    this.#damaged = true;
    throw new DamagedCacheError(`the cache of ${what} cannot be read`);
  }
}

/** Where new details go on. */
function newestPack(segments: Iterable<Segment>): string | undefined {
  return [...new Set(Array.from(segments, ({ packs }) => packs).flat())].sort().at(-1);
}

function namesOf(segments: Iterable<Segment>): Set<string> {
  return new Set(Array.from(segments, ({ names }) => names).flat());
}

function removeBut(folder: string, wanted: ReadonlySet<string>): void {
  for (const name of readdirSync(folder)) {
    if (name !== RESULT_FILE && !wanted.has(name)) rmSync(join(folder, name), { force: true, recursive: true });
  }
}
