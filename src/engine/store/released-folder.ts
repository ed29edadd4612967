import { sep } from "node:path";
import { folderSignatureOf, linkableSignatureOf } from "../../files/file-signature.ts";
import type { Part, ReleaseRecord } from "./release-record.ts";
import { type ReleasedFile, signatureIn } from "./released-file.ts";

/** A folder with what is known of its files. */
export interface ReleasedFolder {
  readonly path: string;
  readonly record: ReleaseRecord | undefined;
}

/** What is known of a file. @param parts where it may stand */
export function recordedIn(parts: readonly Part[], file: string): ReleasedFile | undefined {
  return parts.find((part) => Object.hasOwn(part, file))?.[file];
}

/** Whether a file is what is known of it: nobody has changed it since. There are many, and `join` takes as long as the look. */
export function isStill({ path }: Pick<ReleasedFolder, "path">, file: string, recorded: ReleasedFile): boolean {
  return linkableSignatureOf(path + sep + file) === signatureIn(recorded);
}

/** Whether all files are what is known of them. */
export function areStill(folder: Pick<ReleasedFolder, "path">, files: Part): boolean {
  return Object.entries(files).every(([file, recorded]) => isStill(folder, file, recorded));
}

/** Whether folders hold the same names as when they were recorded. */
export function areUntouched({ path }: Pick<ReleasedFolder, "path">, folders: Part): boolean {
  return Object.entries(folders).every(([folder, signature]) => folderSignatureOf(path + sep + folder) === signature);
}

/** Folders that hold the same names as when they were recorded, and their signatures. */
export function untouchedFolders(
  { path }: Pick<ReleasedFolder, "path">,
  folders: readonly Part[],
): Map<string, string> {
  const recorded = folders.flatMap((part) => Object.entries(part));
  return new Map(recorded.filter(([folder, signature]) => folderSignatureOf(path + sep + folder) === signature));
}

/**
 * Whether a release holds exactly what is known of it: no file was changed, added or removed by anybody else.
 * @returns false when nothing is known of it
 */
export function isUntouched(folder: ReleasedFolder): boolean {
  const { record } = folder;
  if (!record) return false;
  const isWhole = (files: Part | undefined, folders: Part | undefined): boolean =>
    files !== undefined && folders !== undefined && areStill(folder, files) && areUntouched(folder, folders);
  return (
    isWhole(record.files, record.folders) &&
    Object.values(record.volumes).every(({ files, folders }) => isWhole(record.part(files), record.part(folders)))
  );
}
