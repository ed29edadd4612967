import { spawn } from "node:child_process";
import { chmodSync, closeSync, copyFileSync, fsyncSync, linkSync, openSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { sha256 } from "../digest.ts";
import { folderSignatureOf, linkableSignatureOf } from "../file-signature.ts";
import { isStill, type KnownFolder, recordedIn, untouchedFolders } from "./known-folder.ts";
import { PageWriter } from "./page-writer.ts";
import type { ReleaseRecord } from "./release-store.ts";
import { fingerprintIn, type ReleasedFile, releasedFile, sha256Of, signatureIn } from "./released-file.ts";

/** So many new files are made durable one by one; more, by telling the whole disk. */
const FEW_FILES = 200;

/**
 * A release in the making: a folder that is brought to hold exactly the planned files. Nothing is ever changed in place, as
 * other releases share the files.
 */
export class Staging {
  readonly path: string;
  readonly #older: KnownFolder;
  readonly #current: KnownFolder | undefined;
  readonly #writer: PageWriter;
  readonly #files = new Map<string, ReleasedFile>();
  readonly #written: string[] = [];
  /** Folders in which nothing was added or removed since the record was made, and their signatures. */
  readonly #untouched: Map<string, string>;

  /**
   * @param folder empty, or an older release that is used again
   * @param current the release that is served
   * @param plan the paths of what an older release may have that this one shall hold too; anything else it has is removed
   */
  constructor(folder: KnownFolder, current: KnownFolder | undefined, plan: ReadonlySet<string>) {
    const { path, record } = folder;
    this.path = path;
    this.#older = folder;
    this.#current = current;
    this.#writer = new PageWriter(path);
    this.#untouched = untouchedFolders(folder);
    if (record) removeUnplanned(path, record, plan, this.#untouched);
  }

  /** Takes a file over from the release that is served; where the folder has the same file already, it stays. */
  keep(path: string, released: ReleasedFile): void {
    const had = recordedIn(this.#older, path);
    if (had !== undefined && sha256Of(had) === sha256Of(released) && this.#hasStill(path, had, released)) {
      this.#files.set(path, withSignature(released, signatureIn(had)));
      return;
    }
    if (!this.#current) throw new Error(`${path} is to be kept, but there is no release to keep it from`);
    const copied = linkOrCopy(join(this.#current.path, path), this.#writer.place(path));
    this.add(path, copied === undefined ? released : withSignature(released, copied));
  }

  /** Writes a file, unless the served release has one with the same bytes there: made anew need not mean changed. */
  write(path: string, fingerprint: string, content: string | Uint8Array): void {
    const hash = sha256(content);
    const signature = this.#releasedSignature(path, hash);
    if (signature !== undefined) this.keep(path, releasedFile({ sha256: hash, signature, fingerprint }));
    else this.add(path, releasedFile({ sha256: hash, signature: this.#writer.write(path, content), fingerprint }));
  }

  /** The signature of a file of the served release with these bytes, which nobody has changed since. */
  #releasedSignature(path: string, hash: string): string | undefined {
    const released = this.#current && recordedIn(this.#current, path);
    if (!this.#current || released === undefined || sha256Of(released) !== hash) return undefined;
    return isStill(this.#current, path, released) ? signatureIn(released) : undefined;
  }

  /** Counts in a file that was written here by whoever rendered it. */
  add(path: string, file: ReleasedFile): void {
    this.#files.set(path, file);
    this.#written.push(path);
  }

  /** Everything it holds so far. */
  get files(): ReadonlyMap<string, ReleasedFile> {
    return this.#files;
  }

  /** Waits until the disk has all that was written: after the switch a power cut must not leave empty files. */
  async makeDurable(): Promise<void> {
    await makeDurable(this.path, this.#written);
  }

  /** What is known of the finished release. */
  record(): Pick<ReleaseRecord, "files" | "folders"> {
    const folders = foldersOf(this.#files.keys());
    const changed = foldersOf(this.#written);
    return {
      files: Object.fromEntries(this.#files),
      folders: Object.fromEntries(
        [...folders].map((folder) => [
          folder,
          (changed.has(folder) ? undefined : this.#untouched.get(folder)) ??
            folderSignatureOf(join(this.path, folder)) ??
            "",
        ]),
      ),
    };
  }

  /**
   * Whether a file is still what it was. Where its folder holds the same names as then, and both releases share the file,
   * looking at the one in the served release was enough.
   */
  #hasStill(path: string, had: ReleasedFile, released: ReleasedFile): boolean {
    if (signatureIn(had) === signatureIn(released) && this.#untouched.has(dirname(path))) return true;
    return isStill(this.#older, path, had);
  }
}

function withSignature(file: ReleasedFile, signature: string): ReleasedFile {
  if (signatureIn(file) === signature) return file;
  return releasedFile({ sha256: sha256Of(file), signature, fingerprint: fingerprintIn(file) });
}

function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>(["."]);
  for (const path of paths) {
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  return folders;
}

/**
 * Not every disk has hard links, and those that do have a limit for one file.
 * @returns the signature of the copy; undefined for a link, which has that of the source
 */
function linkOrCopy(source: string, target: string): string | undefined {
  try {
    linkSync(source, target);
    return undefined;
  } catch (error) {
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "EXDEV", "ENOSYS"].includes(codeOf(error))) throw error;
    copyFileSync(source, target);
    chmodSync(target, 0o644);
    return linkableSignatureOf(target);
  }
}

/**
 * Removes what is not planned, and folders that are empty then. Only folders that somebody has touched are listed: the
 * others hold what the record says. Folders that something is removed from are no longer untouched.
 */
function removeUnplanned(
  root: string,
  record: ReleaseRecord,
  plan: ReadonlySet<string>,
  untouched: Map<string, string>,
): void {
  const places = new Set([...plan, ...foldersOf(plan)]);
  const removeEntry = (path: string): void => {
    if (places.has(path)) return;
    untouched.delete(dirname(path));
    rmSync(join(root, path), { recursive: true, force: true });
  };
  for (const folder of Object.keys(record.folders)) {
    if (untouched.has(folder) || folderSignatureOf(join(root, folder)) === undefined) continue;
    for (const name of readdirSync(join(root, folder))) removeEntry(folder === "." ? name : `${folder}/${name}`);
  }
  for (const path of [...Object.keys(record.files), ...Object.keys(record.folders)])
    if (path !== ".") removeEntry(path);
}

/** Waits until the disk has some files below a folder, and knows of them. */
export async function makeDurable(root: string, paths: readonly string[]): Promise<void> {
  if (paths.length > FEW_FILES && (await syncDisk(root))) return;
  for (const path of paths) syncPath(join(root, path));
  for (const folder of foldersOf(paths)) syncPath(join(root, folder));
}

/** Has the disk write all it holds back. @returns false where that cannot be asked for */
function syncDisk(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const sync = spawn("sync", ["-f", path], { stdio: "ignore" });
    sync.once("error", () => resolve(false));
    sync.once("close", (code) => resolve(code === 0));
  });
}

/** Waits until the disk has a file, or which names a folder holds. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } catch (error) {
    // Some systems do not sync folders.
    if (!["EINVAL", "EPERM", "EISDIR"].includes(codeOf(error))) throw error;
  } finally {
    closeSync(descriptor);
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}
