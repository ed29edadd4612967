import { join } from "node:path";
import { folderSignatureOf } from "../../files/file-signature.ts";
import { foldersOf } from "../../files/folders-of.ts";
import type { PlannedVolume } from "../plan/release-plan.ts";
import { type NewRecord, type Part, type ReleasedVolume, textOfPart } from "../store/release-record.ts";
import type { ReleasedFile } from "../store/released-file.ts";

/** A volume that the staged folder had already, with what is known of its folders. */
export interface VolumeInPlace {
  readonly had: ReleasedVolume;
  readonly folders: Part;
}

/** A folder that has become a release. */
export interface Staged {
  readonly path: string;
  /** Its files, but for those of volumes that were in place. */
  readonly files: ReadonlyMap<string, ReleasedFile>;
  readonly volumes: readonly PlannedVolume[];
  readonly inPlace: ReadonlyMap<string, VolumeInPlace>;
  /** The folders in which something was written or removed. */
  readonly changed: ReadonlySet<string>;
  /** Signatures of folders that were as recorded before. */
  readonly untouched: ReadonlyMap<string, string>;
}

/** What is known of a release: each volume in parts of its own, and all the rest together. */
export function recordOf({ path: root, files, volumes, inPlace, changed, untouched }: Staged): NewRecord {
  const parts = new Map<string, string>();
  const part = (entries: Iterable<readonly [string, string]>): string => {
    const [name, text] = textOfPart(entries);
    parts.set(name, text);
    return name;
  };
  const signed = (folder: string): [string, string] => {
    const known = changed.has(folder) ? undefined : untouched.get(folder);
    return [folder, known ?? folderSignatureOf(join(root, folder)) ?? ""];
  };
  const opened = volumes.filter(({ name }) => !inPlace.has(name));
  const inVolumes = new Set(opened.flatMap(({ paths }) => paths));
  const loose = [...files].filter(([path]) => !inVolumes.has(path));
  const looseFolders = foldersOf(loose.map(([path]) => path));
  /** The folders in which nothing lies but a volume. */
  const own = (paths: readonly string[]): string[] =>
    [...foldersOf(paths)].filter((folder) => !looseFolders.has(folder));

  const recorded = new Map<string, ReleasedVolume>();
  const accounted = new Set(looseFolders);
  for (const { name, fingerprint, paths } of opened) {
    const folders = own(paths);
    for (const folder of folders) accounted.add(folder);
    const known = paths.map((path): [string, ReleasedFile] => [path, files.get(path) ?? ""]);
    recorded.set(name, { fingerprint, files: part(known), folders: part(folders.map(signed)) });
  }
  // Where something else came into a folder of a volume, or left it, what is known of the folder is no longer right.
  const disturbed = [...changed].filter((folder) => !accounted.has(folder));
  for (const { name, fingerprint, paths } of volumes) {
    const { had, folders } = inPlace.get(name) ?? {};
    if (!had || !folders) continue;
    const isDisturbed =
      Object.keys(folders).some((folder) => changed.has(folder) || looseFolders.has(folder)) ||
      disturbed.some((folder) => paths.some((path) => path.startsWith(`${folder}/`)));
    recorded.set(name, { ...had, fingerprint, ...(isDisturbed && { folders: part(own(paths).map(signed)) }) });
  }
  return {
    files: Object.fromEntries(loose),
    folders: Object.fromEntries([...looseFolders].map(signed)),
    volumes: Object.fromEntries(recorded),
    parts,
  };
}
