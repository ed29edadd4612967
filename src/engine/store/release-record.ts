import { join } from "node:path";
import { isRecord } from "../../files/checked-file.ts";
import { readRegular } from "../../files/regular-file.ts";
import { replaceFile } from "../../files/replace-file.ts";
import { sha256 } from "../../hash.ts";
import type { ReleasedFile } from "./released-file.ts";

/** What is known of some files or folders, by path. */
export type Part = Readonly<Record<string, string>>;

/**
 * What is known of a volume of a release. A part is named by the SHA-256 of its text: those of one name are the same, in
 * whatever release, and need not be read to know it.
 */
export interface ReleasedVolume {
  /** The fingerprint of everything its files were made from. */
  readonly fingerprint: string;
  /** The part that holds its files: path → {@link ReleasedFile}. */
  readonly files: string;
  /** The part that holds the folders in which nothing lies but its files. */
  readonly folders: string;
}

/** What is known of a release. */
export interface ReleaseRecord {
  /** The inode of the release's folder, which keeps it wherever the folder is moved. */
  readonly inode: string;
  /** The files outside of volumes. */
  readonly files: Readonly<Record<string, ReleasedFile>>;
  /** Folder → {@link folderSignatureOf} it: nothing was added or removed there since, as long as it is the same. */
  readonly folders: Part;
  readonly volumes: Readonly<Record<string, ReleasedVolume>>;
  /** A part of a volume; undefined where it is lost or damaged. */
  part(name: string): Part | undefined;
}

/** What will be known of a release. */
export interface NewRecord extends Pick<ReleaseRecord, "files" | "folders" | "volumes"> {
  /** The text of each part that is new, by the part's name. */
  readonly parts: ReadonlyMap<string, string>;
}

/** The text of a part, under its name. */
export function textOfPart(entries: Iterable<readonly [path: string, known: string]>): [name: string, text: string] {
  const text = JSON.stringify(Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1))));
  return [sha256(text), text];
}

export function partFile(name: string): string {
  return `${name}.json`;
}

/** Its name shows whether it is whole, so nothing waits for the disk. */
export function writePart(folder: string, name: string, text: string): void {
  replaceFile(join(folder, partFile(name)), text);
}

/** @returns undefined when it is not there, or not what its name says */
export function readPart(folder: string, name: string): Part | undefined {
  let text: string;
  try {
    text = readRegular(join(folder, partFile(name))).toString("utf8");
  } catch {
    return undefined;
  }
  return sha256(text) === name ? (JSON.parse(text) as Part) : undefined;
}

/** Whether a value is what is written down of a release. */
export function isReleaseRecord(value: unknown): value is Omit<ReleaseRecord, "part"> {
  return (
    isRecord(value) &&
    typeof value.inode === "string" &&
    isRecord(value.files) &&
    isRecord(value.folders) &&
    isRecord(value.volumes)
  );
}
