import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { readChecked, writeChecked } from "./checked-file.ts";

/** Tells that a folder is a site of ours, and so may be replaced. Its text is the same in every build. */
export const MARKER = ".brevarkiv-site";
export const MARKER_TEXT = "This folder is written by Brevarkiv and replaced as a whole by each build.\n";

/** Releases one can count on: the one that is served, and those one can go back to. One more waits to be used again. */
const KEPT = 3;

/** The output folder holds something that we did not write. */
export class ForeignFolderError extends Error {
  constructor(folder: string) {
    super(
      `${folder} is not empty and was not made by Brevarkiv; name another folder with --output, or remove it yourself`,
    );
  }
}

/** What is known of one file of a release. */
export interface ReleasedFile {
  /** Stands for everything the file was made of. */
  readonly fingerprint: string;
  readonly sha256: string;
  /** {@link linkableSignatureOf} the file when it was written. */
  readonly signature: string;
}

/** What is known of a release: its files by path. */
export interface ReleaseRecord {
  /** The inode of the release's folder, which keeps it wherever the folder is moved. */
  readonly inode: string;
  readonly files: Readonly<Record<string, ReleasedFile>>;
}

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
  #history: History;

  private constructor(output: string, folder: string, link: boolean, history: History) {
    this.output = output;
    this.folder = folder;
    this.#link = link;
    this.#history = history;
  }

  /**
   * @param output as the user named it; a link to a folder that is not a release of ours means that folder
   * @param link whether to serve releases through a link; undefined goes on as before
   * @throws {ForeignFolderError} unless the output is absent, empty or a site of ours
   */
  static open(output: string, link?: boolean): ReleaseStore {
    const named = resolve(output);
    const state = stateFolder(named);
    const isRelease = isLink(named) && resolve(dirname(named), readlinkSync(named)).startsWith(join(state, "releases"));
    const target = isLink(named) && !isRelease ? realOrSelf(named) : named;
    if (!isRelease) assertOurs(target, output);
    const folder = stateFolder(target);
    const history = readChecked(join(folder, "history.json"));
    return new ReleaseStore(target, folder, link ?? isRelease, Array.isArray(history) ? (history as History) : []);
  }

  /** Makes the folders, finishes a switch that was cut short and removes what a dead build left. Needs the lock. */
  prepare(): void {
    for (const name of ["releases", "records"]) mkdirSync(join(this.folder, name), { recursive: true });
    this.#finishSwitch();
    for (const name of readdirSync(this.folder)) {
      if (name.startsWith("staging-")) rmSync(join(this.folder, name), { recursive: true, force: true });
    }
    const [served, ...others] = this.#history;
    const current = served !== undefined && this.current() !== undefined ? [served] : [];
    this.#setHistory([...current, ...others.filter((name) => exists(join(this.folder, "releases", name)))]);
    const known = new Set(this.#history);
    for (const name of readdirSync(join(this.folder, "releases"))) {
      if (!known.has(name)) rmSync(join(this.folder, "releases", name), { recursive: true, force: true });
    }
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
   */
  stage(): { path: string; record: ReleaseRecord | undefined } {
    const path = join(this.folder, `staging-${process.pid}`);
    rmSync(path, { recursive: true, force: true });
    const due = this.#history.length > KEPT ? this.#history.at(-1) : undefined;
    if (due !== undefined) {
      const record = this.#record(due);
      const release = join(this.folder, "releases", due);
      const usable = record !== undefined && inodeOf(release, false) === record.inode;
      this.#setHistory(this.#history.slice(0, -1));
      rmSync(this.#recordFile(due), { force: true });
      if (usable) {
        renameSync(release, path);
        return { path, record };
      }
      rmSync(release, { recursive: true, force: true });
    }
    mkdirSync(path, { mode: 0o755 });
    return { path, record: undefined };
  }

  /** Makes a staged release the one that is served. */
  publish(staging: string, files: ReleaseRecord["files"]): void {
    const name = nextName(this.#history);
    const record: ReleaseRecord = { inode: inodeOf(staging, false) ?? "", files };
    writeChecked(this.#recordFile(name), record, true);
    renameSync(staging, join(this.folder, "releases", name));
    this.#switchTo(name);
  }

  /** Serves the release before the current one. @returns false when there is none */
  rollback(): boolean {
    const previous = this.#history[1];
    if (previous === undefined) return false;
    this.#switchTo(previous);
    return true;
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
    const step = readChecked(journal) as Switch | undefined;
    if (step === undefined) {
      rmSync(journal, { force: true });
      return;
    }
    const { from, to } = step;
    const release = join(this.folder, "releases", to);
    if (this.#link) this.#moveLink(release, from);
    else if (exists(release)) {
      this.#retire(from);
      mkdirSync(dirname(this.output), { recursive: true });
      renameSync(release, this.output);
    }
    this.#setHistory([to, ...this.#history.filter((name) => name !== to)]);
    rmSync(journal, { force: true });
  }

  /** Puts the link on a release; a folder that stood in its place becomes the release it was. */
  #moveLink(release: string, from: string | undefined): void {
    if (!isLink(this.output)) this.#retire(from);
    const temporary = `${this.output}.new-link`;
    rmSync(temporary, { force: true });
    symlinkSync(relative(dirname(this.output), release), temporary);
    renameSync(temporary, this.output);
  }

  /** Takes the served folder out of the way: to the releases when it is known, else away for good. */
  #retire(from: string | undefined): void {
    if (isLink(this.output)) rmSync(this.output);
    if (!exists(this.output)) return;
    const record = from === undefined ? undefined : this.#record(from);
    const known = from !== undefined && record !== undefined && inodeOf(this.output, false) === record.inode;
    const away = known ? join(this.folder, "releases", from) : join(this.folder, "staging-unknown");
    rmSync(away, { recursive: true, force: true });
    renameSync(this.output, away);
  }

  #setHistory(history: History): void {
    this.#history = history;
    writeChecked(join(this.folder, "history.json"), history, true);
  }

  #recordFile(name: string): string {
    return join(this.folder, "records", `${name}.json`);
  }

  #record(name: string): ReleaseRecord | undefined {
    return readChecked(this.#recordFile(name)) as ReleaseRecord | undefined;
  }
}

/** Where the releases and the memory of a site lie: beside it, on the same disk. */
export function stateFolder(output: string): string {
  return join(dirname(output), `.brevarkiv-${basename(output)}`);
}

function nextName(history: History): string {
  return String(Math.max(0, ...history.map(Number).filter(Number.isInteger)) + 1).padStart(6, "0");
}

function assertOurs(target: string, shown: string): void {
  if (!exists(target)) return;
  if (!lstatSync(target).isDirectory()) throw new ForeignFolderError(shown);
  const names = readdirSync(target);
  if (names.length === 0) return;
  const isOurs = names.includes(MARKER) && readFileSync(join(target, MARKER), "utf8") === MARKER_TEXT;
  if (!isOurs) throw new ForeignFolderError(shown);
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function realOrSelf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** @param follow whether a link means what it leads to */
function inodeOf(path: string, follow: boolean): string | undefined {
  try {
    const { dev, ino } = lstatSync(follow ? realpathSync(path) : path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
