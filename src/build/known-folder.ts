import { join } from "node:path";
import { folderSignatureOf, linkableSignatureOf } from "../file-signature.ts";
import type { ReleaseRecord } from "./release-store.ts";
import { type ReleasedFile, signatureIn } from "./released-file.ts";

/** A folder with what is known of its files. */
export interface KnownFolder {
  readonly path: string;
  readonly record: ReleaseRecord | undefined;
}

/** What is known of a file. */
export function recordedIn({ record }: KnownFolder, file: string): ReleasedFile | undefined {
  return record && Object.hasOwn(record.files, file) ? record.files[file] : undefined;
}

/** Whether a file is what is known of it: nobody has changed it since. */
export function isStill({ path }: KnownFolder, file: string, recorded: ReleasedFile): boolean {
  return linkableSignatureOf(join(path, file)) === signatureIn(recorded);
}

/** Folders of a release that hold the same names as when it was recorded, and their signatures. */
export function untouchedFolders({ path, record }: KnownFolder): Map<string, string> {
  const folders = Object.entries(record?.folders ?? {});
  return new Map(folders.filter(([folder, signature]) => folderSignatureOf(join(path, folder)) === signature));
}

/**
 * Whether a release holds exactly what is known of it: no file was changed, added or removed by anybody else.
 * @returns false when nothing is known of it
 */
export function isUntouched(folder: KnownFolder): boolean {
  const { record } = folder;
  return (
    record !== undefined &&
    Object.entries(record.files).every(([file, recorded]) => isStill(folder, file, recorded)) &&
    untouchedFolders(folder).size === Object.keys(record.folders).length
  );
}
