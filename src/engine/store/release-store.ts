// biome-ignore lint/style/noRestrictedImports: folders of releases change places here, and the link that serves one.
import { chmodSync, lstatSync, mkdirSync, readdirSync, readlinkSync, renameSync, symlinkSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { isRecord, readChecked, writeChecked } from "../../files/checked-file.ts";
import { InTheWayError } from "../../files/in-the-way-error.ts";
import { makeFolders } from "../../files/make-folders.ts";
import { createIfAbsent } from "../../files/replace-file.ts";
import { memoize } from "../../memoize.ts";
import {
  isReleaseRecord,
  type NewRecord,
  partFile,
  type ReleaseRecord,
  readPart,
  writePart,
} from "./release-record.ts";
import {
  assertOurs,
  exists,
  ForeignFolderError,
  inodeOf,
  isLink,
  realOrSelf,
  remove,
  stateFolder,
} from "./site-folder.ts";

/** In the link form a web server passes through to the releases, whatever the umask of who builds; the rest is private. */
const FOLDERS = [
  ["", 0o755],
  ["releases", 0o755],
  ["records", 0o700],
  ["cache", 0o700],
] as const;

/** Marks a state folder as Brevarkiv's. */
const STATE_MARKER = ".brevarkiv-state";

/** Releases one can count on: the one that is served, and those one can go back to. One more waits to be used again. */
const KEPT = 3;

/** A switch that has begun, so that one that was cut short can be finished. */
interface Switch {
  readonly from: string | undefined;
  readonly to: string;
}

/** The order of releases by name, newest first; the first is the one that is served. */
type History = readonly string[];

/**
 * The releases of one site and the switch between them. In the folder form the served release is the output folder itself,
 * and takes its place by two renames; in the link form the output is a symbolic link, and one rename moves it.
 *
 * Everything but the output lies in a folder beside it, on the same disk, because a rename reaches no further:
 * `releases/`, `records/`, `history.json`, a journal of a switch under way, and whatever staging is under way.
 */
export class ReleaseStore {
  readonly output: string;
  readonly folder: string;
  readonly #link: boolean;
  /** The records that were read or written. */
  readonly #records = new Map<string, ReleaseRecord>();
  #history: History = [];

  private constructor(output: string, folder: string, link: boolean) {
    this.output = output;
    this.folder = folder;
    this.#link = link;
  }

  /**
   * @param output as the user named it; a link to a folder that is not one of our releases means that folder
   * @param link whether to serve releases through a link; undefined goes on as before
   * @throws {ForeignFolderError} unless the output is absent, empty or a site of Brevarkiv's
   */
  static open(output: string, link?: boolean): ReleaseStore {
    const named = resolve(output);
    const state = stateFolder(named);
    const isRelease = isLink(named) && resolve(dirname(named), readlinkSync(named)).startsWith(join(state, "releases"));
    const target = isLink(named) && !isRelease ? realOrSelf(named) : named;
    if (!isRelease) assertOurs(target, output);
    const folder = stateFolder(target);
    if (exists(folder) && !lstatSync(folder).isDirectory()) throw new InTheWayError(folder, "folder");
    const names = exists(folder) ? readdirSync(folder) : [];
    if (names.length > 0 && !names.includes(STATE_MARKER)) throw new ForeignFolderError(folder);
    return new ReleaseStore(target, folder, link ?? isRelease);
  }

  /** The folder of the cache; nobody else may read it. */
  get cache(): string {
    return join(this.folder, "cache");
  }

  /** Makes the state folder, so that the lock can be taken in it. */
  create(): void {
    mkdirSync(dirname(this.folder), { recursive: true });
    makeFolders(dirname(this.folder), basename(this.folder));
    // Before anything else is in it: killed here, the folder is still known as ours.
    const marker = join(this.folder, STATE_MARKER);
    createIfAbsent(marker, "This folder holds what Brevarkiv remembers of the site beside it.\n");
    for (const [name, mode] of FOLDERS) {
      makeFolders(this.folder, name);
      chmodSync(join(this.folder, name), mode);
    }
  }

  /** Finishes a switch that was cut short and removes what a dead build left. Needs the lock. */
  prepare(): void {
    // As the cache was called at first: it may hold texts that were withdrawn since.
    remove(join(this.folder, "memory"));
    this.#history = this.#readHistory();
    this.#finishSwitch();
    this.removeLitter();
    const kept = new Set(this.#history);
    for (const name of this.#releases()) if (!kept.has(name)) remove(join(this.folder, "releases", name));
    for (const name of readdirSync(join(this.folder, "records"))) {
      if (!kept.has(name.replace(/\.json$/, ""))) remove(join(this.folder, "records", name));
    }
  }

  /** Removes staging folders and half-written files, after a failure or for a build that was killed. */
  removeLitter(): void {
    for (const name of readdirSync(this.cache)) if (name.endsWith(".new")) remove(join(this.cache, name));
    for (const name of readdirSync(this.folder)) {
      if (/^staging-|\.new$|^lock\.|^history\.next$/.test(name)) remove(join(this.folder, name));
    }
    remove(newLink(this.output));
  }

  /**
   * The releases that are there, the served one first. Where the list is damaged, the folder itself is listed; the release that a
   * link leads to is never lost.
   */
  #readHistory(): History {
    const written = readChecked(join(this.folder, "history.json"), isHistory) ?? this.#releases().sort().reverse();
    const [first] = written;
    const served = isLink(this.output) ? basename(readlinkSync(this.output)) : first;
    const isServed = served !== undefined && (isLink(this.output) || this.#isRecorded(served, this.output));
    const others = written.filter(
      (name) => !(isServed && name === served) && exists(join(this.folder, "releases", name)),
    );
    return isServed ? [served, ...others] : others;
  }

  #releases(): string[] {
    return readdirSync(join(this.folder, "releases"));
  }

  #isRecorded(name: string, path: string): boolean {
    const inode = inodeOf(path, false);
    return inode !== undefined && this.#record(name)?.inode === inode;
  }

  /** Whether the output is a folder and shall be a link, or the other way round. */
  changesForm(): boolean {
    return exists(this.output) && isLink(this.output) !== this.#link;
  }

  /** The release that is served and what is known of it; undefined when there is none or it is not the one recorded. */
  current(): { path: string; record: ReleaseRecord } | undefined {
    const [name] = this.#history;
    const record = name === undefined ? undefined : this.#record(name);
    const inode = inodeOf(this.output, true);
    return record && inode === record.inode ? { path: this.output, record } : undefined;
  }

  /**
   * A folder to stage the next release in. Where an old release is due to go, it is that one: most of its files are
   * those of the next release too, so making the one of the other costs what changed and not what is there.
   * @param clean whether to begin with an empty folder all the same
   */
  stage(clean: boolean): { path: string; record: ReleaseRecord | undefined } {
    const path = join(this.folder, `staging-${process.pid}`);
    remove(path);
    remove(this.#stagedParts);
    const due = this.#history.length > KEPT ? this.#history.at(-1) : undefined;
    if (due !== undefined) {
      const record = this.#record(due);
      const release = join(this.folder, "releases", due);
      const usable = record !== undefined && inodeOf(release, false) === record.inode;
      this.#setHistory(this.#history.slice(0, -1));
      if (usable && !clean) {
        const parts = this.#partsFolder(due);
        if (exists(parts)) renameSync(parts, this.#stagedParts);
        this.#removeRecord(due);
        renameSync(release, path);
        return { path, record: withParts(record, this.#stagedParts) };
      }
      this.#removeRecord(due);
      remove(release);
    }
    mkdirSync(path);
    chmodSync(path, 0o755);
    return { path, record: undefined };
  }

  /** Makes a staged release the one that is served. */
  publish(staging: string, { parts, ...contents }: NewRecord): void {
    const name = nextName(this.#history);
    this.#keepParts(contents.volumes, parts);
    renameSync(this.#stagedParts, this.#partsFolder(name));
    const record = { inode: inodeOf(staging, false) ?? "", ...contents };
    writeChecked(this.#recordFile(name), record, true);
    this.#records.set(name, withParts(record, this.#partsFolder(name)));
    renameSync(staging, join(this.folder, "releases", name));
    this.#switchTo(name);
  }

  /** Leaves the parts that the new record names, and writes those that are not there. */
  #keepParts(volumes: ReleaseRecord["volumes"], parts: NewRecord["parts"]): void {
    mkdirSync(this.#stagedParts, { recursive: true });
    const there = new Set(readdirSync(this.#stagedParts));
    const named = new Set(Object.values(volumes).flatMap(({ files, folders }) => [partFile(files), partFile(folders)]));
    for (const file of there) if (!named.has(file)) remove(join(this.#stagedParts, file));
    for (const [name, text] of parts) if (!there.has(partFile(name))) writePart(this.#stagedParts, name, text);
  }

  /** Serves the release before the current one. @returns false when there is none */
  rollback(): boolean {
    const previous = this.#history[1];
    if (previous === undefined) return false;
    this.#switchTo(previous);
    return true;
  }

  /** Removes everything but the release that is served, as the others and the cache hold what must not be shown again. */
  forget(): void {
    const [served, ...others] = this.#history;
    if (others.length > 0) this.#setHistory(served === undefined ? [] : [served]);
    for (const name of others) {
      remove(join(this.folder, "releases", name));
      this.#removeRecord(name);
    }
    for (const name of readdirSync(this.cache)) remove(join(this.cache, name));
  }

  /** Journal, renames, history: killed after any of them, {@link prepare} finishes the rest. */
  #switchTo(name: string): void {
    const [from] = this.#history;
    const step: Switch = { from, to: name };
    writeChecked(join(this.folder, "switch.json"), step, true);
    this.#finishSwitch();
  }

  #finishSwitch(): void {
    const journal = join(this.folder, "switch.json");
    const step = readChecked(journal, isSwitch);
    if (step !== undefined) {
      const release = join(this.folder, "releases", step.to);
      const history = [step.to, ...this.#history.filter((name) => name !== step.to)];
      const next = join(this.folder, NEXT_HISTORY);
      try {
        // Written before the switch and renamed after it, as a rename needs no room on a full disk.
        writeChecked(next, history, true);
        if (this.#link && exists(release)) this.#moveLink(release, step.from);
        else if (exists(release)) this.#moveFolder(release, step.from);
      } catch (error) {
        remove(next);
        remove(journal);
        throw error;
      }
      this.#history = history;
      try {
        remove(join(this.folder, UNKNOWN));
        renameSync(next, join(this.folder, "history.json"));
        remove(journal);
      } catch {
        // The release is served, so nothing has failed. The journal stays, and the next command does what is left.
      }
      return;
    }
    remove(journal);
  }

  #moveFolder(release: string, from: string | undefined): void {
    const away = this.#retire(from);
    try {
      renameSync(release, this.output);
    } catch (error) {
      if (away !== undefined) renameSync(away, this.output);
      throw error;
    }
  }

  /** Puts the link on a release; a folder that stood in its place becomes the release it was. */
  #moveLink(release: string, from: string | undefined): void {
    const away = isLink(this.output) ? undefined : this.#retire(from);
    const temporary = newLink(this.output);
    try {
      remove(temporary);
      symlinkSync(relative(dirname(this.output), release), temporary);
      renameSync(temporary, this.output);
    } catch (error) {
      remove(temporary);
      if (away !== undefined) renameSync(away, this.output);
      throw error;
    }
  }

  /** Takes the served folder out of the way: to the releases when it is known, else to be removed. @returns where it is */
  #retire(from: string | undefined): string | undefined {
    if (isLink(this.output)) {
      remove(this.output);
      return undefined;
    }
    if (!exists(this.output)) return undefined;
    const known = from !== undefined && this.#isRecorded(from, this.output);
    const away = known ? join(this.folder, "releases", from) : join(this.folder, UNKNOWN);
    remove(away);
    renameSync(this.output, away);
    return away;
  }

  #setHistory(history: History): void {
    this.#history = history;
    writeChecked(join(this.folder, "history.json"), history, true);
  }

  #recordFile(name: string): string {
    return join(this.folder, "records", `${name}.json`);
  }

  #partsFolder(name: string): string {
    return join(this.folder, "records", name);
  }

  /** Where the parts wait whose release is being staged. */
  get #stagedParts(): string {
    return join(this.folder, `staging-${process.pid}-parts`);
  }

  #record(name: string): ReleaseRecord | undefined {
    const known = this.#records.get(name);
    if (known) return known;
    const written = readChecked(this.#recordFile(name), isReleaseRecord);
    if (!written) return undefined;
    const record = withParts(written, this.#partsFolder(name));
    this.#records.set(name, record);
    return record;
  }

  #removeRecord(name: string): void {
    remove(this.#recordFile(name));
    remove(this.#partsFolder(name));
    this.#records.delete(name);
  }
}

/** @param folder of the parts, each of which is read once */
function withParts(record: Omit<ReleaseRecord, "part">, folder: string): ReleaseRecord {
  return { ...record, part: memoize((name: string) => readPart(folder, name)) };
}

const NEXT_HISTORY = "history.next";

/** A served folder that nothing is known of waits here until the new release stands in its place. */
const UNKNOWN = "staging-unknown";

function isHistory(value: unknown): value is History {
  return Array.isArray(value) && value.every((name) => typeof name === "string" && /^\d+$/.test(name));
}

function isSwitch(value: unknown): value is Switch {
  return isRecord(value) && typeof value.to === "string" && /^\d+$/.test(value.to);
}

function newLink(output: string): string {
  return join(dirname(output), `.${basename(output)}.new-link`);
}

function nextName(history: History): string {
  return String(Math.max(0, ...history.map(Number).filter(Number.isInteger)) + 1).padStart(6, "0");
}
