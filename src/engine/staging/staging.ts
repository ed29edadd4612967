import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeDurable } from "../../files/durable.ts";
import { folderSignatureOf } from "../../files/file-signature.ts";
import { PageWriter } from "../../files/file-writer.ts";
import { foldersOf } from "../../files/folders-of.ts";
import { linkOrCopy } from "../../files/link-or-copy.ts";
import { sha256 } from "../../hash.ts";
import { lazy } from "../../lazy.ts";
import { DamagedCacheError } from "../cache/build-cache.ts";
import type { PlannedVolume, ReleasePlan } from "../plan/release-plan.ts";
import type { NewRecord, Part, ReleaseRecord } from "../store/release-record.ts";
import { fingerprintIn, type ReleasedFile, releasedFile, sha256Of, signatureIn } from "../store/released-file.ts";
import { areUntouched, isStill, type ReleasedFolder, recordedIn, untouchedFolders } from "../store/released-folder.ts";
import { recordOf, type VolumeInPlace } from "./new-record.ts";

/** What a staged folder shall hold besides what is written there. */
export interface StagingPlan {
  /** Every file whose path is known, but for those of volumes that are taken over whole. */
  readonly paths: ReadonlySet<string>;
  readonly volumes: readonly PlannedVolume[];
}

/**
 * A release in the making: a folder that is brought to hold exactly the planned files. Nothing is ever changed in place, as
 * other releases share the files.
 */
export class Staging {
  readonly path: string;
  readonly #older: ReleasedFolder;
  readonly #current: ReleasedFolder | undefined;
  readonly #volumes: readonly PlannedVolume[];
  /** What is known of the older release's files and the served one's, but for volumes of which nothing is to be done. */
  readonly #had: readonly Part[];
  readonly #released: readonly Part[];
  /** The volumes that the older release has already, as the served one has them. */
  readonly #inPlace = new Map<string, VolumeInPlace>();
  readonly #writer: PageWriter;
  readonly #files = new Map<string, ReleasedFile>();
  readonly #written: string[] = [];
  /** Folders in which nothing was added or removed since the record was made, and their signatures. */
  readonly #untouched: Map<string, string>;
  /** Whether the disk has hard links, as far as it was asked. */
  #canLink = true;
  /** Folders from which something was removed. */
  readonly #emptied: ReadonlySet<string>;

  /**
   * @param older empty, or an older release that is used again: what it has and is not planned is removed
   * @param current the release that is served
   */
  constructor(older: ReleasedFolder, current: ReleasedFolder | undefined, plan: StagingPlan) {
    this.path = older.path;
    this.#older = older;
    this.#current = current;
    this.#volumes = plan.volumes;
    this.#writer = new PageWriter(older.path);
    const { record } = older;
    for (const { name, whole } of plan.volumes) {
      const had = record?.volumes[name];
      const folders = had && had.files === whole?.released.files ? record.part(had.folders) : undefined;
      if (had && folders && areUntouched(older, folders)) this.#inPlace.set(name, { had, folders });
    }
    const isOpen = (name: string): boolean => !this.#inPlace.has(name);
    this.#released = partsOf(current?.record, isOpen).files.filter((part) => part !== undefined);
    const { files, folders } = wholeParts(partsOf(record, isOpen));
    this.#had = files;
    this.#untouched = untouchedFolders(older, folders);
    this.#emptied = record ? this.#removeUnplanned(folders, plan) : new Set();
  }

  /** Takes over what the plan keeps, but for volumes that are in place already. */
  keepAll(keep: ReleasePlan["keep"]): void {
    for (const [path, released] of keep) this.#keep(path, released);
    for (const { name, whole } of this.#volumes) {
      if (!whole || this.#inPlace.has(name)) continue;
      for (const [path, released] of Object.entries(whole.files)) this.#keep(path, released);
    }
  }

  /**
   * Takes a file over from the release that is served; where the folder has the same file already, it stays. Another file
   * with the same bytes gives way, where the disk lets releases share one: then the same is known of it in all of them.
   */
  #keep(path: string, released: ReleasedFile): void {
    const had = recordedIn(this.#had, path);
    const isShared = had !== undefined && signatureIn(had) === signatureIn(released);
    const isSame = had !== undefined && sha256Of(had) === sha256Of(released) && (isShared || !this.#canLink);
    if (isSame && this.#hasStill(path, had, released)) {
      this.#files.set(path, withSignature(released, signatureIn(had)));
      return;
    }
    if (!this.#current) throw new Error(`${path} is to be kept, but there is no release to keep it from`);
    const copied = linkOrCopy(join(this.#current.path, path), this.#writer.place(path));
    if (copied !== undefined) this.#canLink = false;
    this.add(path, copied === undefined ? released : withSignature(released, copied));
  }

  /** Writes a file, unless the served release has one with the same bytes there: rebuilt need not mean changed. */
  write(path: string, fingerprint: string, content: string | Uint8Array): void {
    const hash = sha256(content);
    const signature = this.#releasedSignature(path, hash);
    if (signature !== undefined) this.#keep(path, releasedFile({ sha256: hash, signature, fingerprint }));
    else this.add(path, releasedFile({ sha256: hash, signature: this.#writer.write(path, content), fingerprint }));
  }

  /** The signature of a file of the served release with these bytes, which nobody has changed since. */
  #releasedSignature(path: string, hash: string): string | undefined {
    const released = recordedIn(this.#released, path);
    if (!this.#current || released === undefined || sha256Of(released) !== hash) return undefined;
    return isStill(this.#current, path, released) ? signatureIn(released) : undefined;
  }

  /** Records a file that a thread has written here. */
  add(path: string, file: ReleasedFile): void {
    this.#files.set(path, file);
    this.#written.push(path);
  }

  /** Everything it holds so far. */
  files(): [path: string, file: ReleasedFile][] {
    const inPlace = this.#volumes.flatMap(({ name, whole }) =>
      whole && this.#inPlace.has(name) ? Object.entries(whole.files) : [],
    );
    return [...this.#files, ...inPlace];
  }

  /** Waits until the disk has all that was written: after the switch a power cut must not leave empty files. */
  async makeDurable(): Promise<void> {
    await makeDurable(this.path, this.#written);
  }

  /** What is known of the finished release. */
  record(): NewRecord {
    return recordOf({
      path: this.path,
      files: this.#files,
      volumes: this.#volumes,
      inPlace: this.#inPlace,
      changed: new Set([...foldersOf(this.#written), ...this.#emptied]),
      untouched: this.#untouched,
    });
  }

  /**
   * Whether a file is still what it was. Where its folder holds the same names as then, and both releases share the file,
   * looking at the one in the served release was enough.
   */
  #hasStill(path: string, had: ReleasedFile, released: ReleasedFile): boolean {
    if (signatureIn(had) === signatureIn(released) && this.#untouched.has(dirname(path))) return true;
    return isStill(this.#older, path, had);
  }

  /**
   * Removes what is not planned, and folders that are empty then. Only folders that somebody has touched are listed: the
   * others hold what the record says. Folders that something is removed from are no longer untouched.
   * @returns the folders from which something was removed
   */
  #removeUnplanned(folders: readonly Part[], { paths, volumes }: StagingPlan): Set<string> {
    const planned = new Set([...paths, ...foldersOf(paths)]);
    // Nearly never asked for, and large.
    const inVolumes = lazy(() => new Set(volumes.flatMap((volume) => [...volume.paths, ...foldersOf(volume.paths)])));
    const emptied = new Set<string>();
    const removeEntry = (path: string): void => {
      if (path === "." || planned.has(path) || inVolumes().has(path)) return;
      this.#untouched.delete(dirname(path));
      emptied.add(dirname(path));
      rmSync(join(this.path, path), { recursive: true, force: true });
    };
    for (const folder of folders.flatMap((part) => Object.keys(part))) {
      if (this.#untouched.has(folder) || folderSignatureOf(join(this.path, folder)) === undefined) continue;
      for (const name of readdirSync(join(this.path, folder))) removeEntry(folder === "." ? name : `${folder}/${name}`);
    }
    for (const part of [...this.#had, ...folders]) for (const path of Object.keys(part)) removeEntry(path);
    return emptied;
  }
}

interface Parts<T> {
  readonly files: readonly T[];
  readonly folders: readonly T[];
}

/** What is known of a release outside of volumes, and of some of these. */
function partsOf(record: ReleaseRecord | undefined, isWanted: (volume: string) => boolean): Parts<Part | undefined> {
  if (!record) return { files: [], folders: [] };
  const volumes = Object.entries(record.volumes).filter(([name]) => isWanted(name));
  return {
    files: [record.files, ...volumes.map(([, { files }]) => record.part(files))],
    folders: [record.folders, ...volumes.map(([, { folders }]) => record.part(folders))],
  };
}

/** @throws {DamagedCacheError} when it is unknown what lies in the folder: then everything is rebuilt, in an empty one */
function wholeParts({ files, folders }: Parts<Part | undefined>): Parts<Part> {
  const whole = (part: Part | undefined): Part => {
    if (!part) throw new DamagedCacheError("a part of what is known of a release cannot be read");
    return part;
  };
  return { files: files.map(whole), folders: folders.map(whole) };
}

function withSignature(file: ReleasedFile, signature: string): ReleasedFile {
  if (signatureIn(file) === signature) return file;
  return releasedFile({ sha256: sha256Of(file), signature, fingerprint: fingerprintIn(file) });
}
