import { spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  copyFileSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { folderSignatureOf, linkableSignatureOf } from "../file-signature.ts";
import type { ReleasedFile, ReleaseRecord } from "./release-store.ts";

/** One file of the release that is to be. */
export interface PlannedFile {
  /** Below the site's folder, with forward slashes. */
  readonly path: string;
  readonly fingerprint: string;
  readonly sha256: string;
  /** What to write; absent where the current release has the same file. */
  readonly content?: { readonly text: string } | { readonly copyOf: string };
}

/** A folder with what is known of its files. */
export interface KnownFolder {
  readonly path: string;
  readonly record: ReleaseRecord | undefined;
}

/** So many new files are made durable one by one; more, by telling the whole disk. */
const FEW_FILES = 200;

/**
 * Makes a folder hold exactly the planned files: what it has already stays, what the current release has is linked, the
 * rest is written. Nothing is ever changed in place, as other releases share the files.
 * @returns the record of the finished release
 * @throws when a file cannot be written, or is not what was planned once it is
 */
export function stageRelease(
  staging: KnownFolder,
  current: KnownFolder | undefined,
  plan: readonly PlannedFile[],
): Pick<ReleaseRecord, "files" | "folders"> {
  const had = staging.record?.files ?? {};
  if (staging.record) removeUnplanned(staging.path, staging.record, plan);
  const folders = new Set<string>();
  const written: string[] = [];
  const files: Record<string, ReleasedFile> = {};
  for (const file of plan) {
    const target = join(staging.path, file.path);
    let signature = sameFile(had[file.path], file, target);
    if (signature === undefined) {
      makeFolder(staging.path, dirname(file.path), folders);
      rmSync(target, { force: true });
      put(file, target, current);
      written.push(target);
      signature = linkableSignatureOf(target);
      if (signature === undefined) throw new Error(`${file.path} was written but is not there`);
    }
    files[file.path] = { fingerprint: file.fingerprint, sha256: file.sha256, signature };
  }
  makeDurable(staging.path, written, folders);
  return { files, folders: folderSignatures(staging.path, plan) };
}

/**
 * Whether a release holds exactly what is known of it: no file was changed, added or removed by anybody else.
 * @returns false when nothing is known of it
 */
export function isUntouched({ path, record }: KnownFolder): boolean {
  if (!record) return false;
  return (
    Object.entries(record.files).every(
      ([file, { signature }]) => linkableSignatureOf(join(path, file)) === signature,
    ) &&
    Object.entries(record.folders).every(([folder, signature]) => folderSignatureOf(join(path, folder)) === signature)
  );
}

function folderSignatures(root: string, plan: readonly PlannedFile[]): Record<string, string> {
  const folders = new Set<string>(["."]);
  for (const { path } of plan) {
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  return Object.fromEntries([...folders].map((folder) => [folder, folderSignatureOf(join(root, folder)) ?? ""]));
}

/** The signature of a file that is already what is planned; undefined when it is not. */
function sameFile(had: ReleasedFile | undefined, file: PlannedFile, target: string): string | undefined {
  if (had?.sha256 !== file.sha256) return undefined;
  return linkableSignatureOf(target) === had.signature ? had.signature : undefined;
}

function put({ path, content }: PlannedFile, target: string, current: KnownFolder | undefined): void {
  if (content === undefined) {
    if (!current) throw new Error(`${path} is to be kept, but there is no release to keep it from`);
    linkOrCopy(join(current.path, path), target);
    return;
  }
  if ("text" in content) writeFileSync(target, content.text);
  else copyFileSync(content.copyOf, target);
  // Whatever the umask, and whatever the mode of a file that was copied: a web server must be able to read it.
  chmodSync(target, 0o644);
}

/** Not every disk has hard links, and those that do have a limit for one file. */
function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (error) {
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "EXDEV", "ENOSYS"].includes(codeOf(error))) throw error;
    copyFileSync(source, target);
    chmodSync(target, 0o644);
  }
}

function makeFolder(root: string, folder: string, made: Set<string>): void {
  if (made.has(folder)) return;
  if (folder !== ".") makeFolder(root, dirname(folder), made);
  const path = join(root, folder);
  if (folder !== ".") {
    try {
      mkdirSync(path);
      chmodSync(path, 0o755);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
      // What was a file in an older release may be a folder in this one.
      if (!lstatSync(path).isDirectory()) {
        rmSync(path);
        mkdirSync(path);
        chmodSync(path, 0o755);
      }
    }
  }
  made.add(folder);
}

/**
 * Removes what is not planned, and folders that are empty then. Only folders that somebody has touched are listed: the
 * others hold what the record says.
 */
function removeUnplanned(root: string, record: ReleaseRecord, plan: readonly PlannedFile[]): void {
  const planned = new Set(plan.map(({ path }) => path));
  const places = new Set(planned);
  for (const path of planned) {
    for (let folder = dirname(path); !places.has(folder); folder = dirname(folder)) places.add(folder);
  }
  const removeEntry = (path: string): void => {
    if (!places.has(path)) rmSync(join(root, path), { recursive: true, force: true });
  };
  // Signatures first: removing changes them.
  const touched = Object.entries(record.folders).filter(
    ([folder, signature]) => folderSignatureOf(join(root, folder)) !== signature,
  );
  for (const [folder] of touched) {
    if (folderSignatureOf(join(root, folder)) === undefined) continue;
    for (const name of readdirSync(join(root, folder))) removeEntry(folder === "." ? name : `${folder}/${name}`);
  }
  for (const path of [...Object.keys(record.files), ...Object.keys(record.folders)])
    if (path !== ".") removeEntry(path);
}

/** Waits until the disk has the release: after the switch a power cut must not leave empty files. */
function makeDurable(root: string, files: readonly string[], folders: ReadonlySet<string>): void {
  if (files.length > FEW_FILES && spawnSync("sync", ["-f", root]).status === 0) return;
  for (const file of files) syncPath(file);
  for (const folder of folders) syncPath(join(root, folder));
}

function syncPath(path: string): void {
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
