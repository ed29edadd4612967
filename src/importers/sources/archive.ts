/** An export as a service gives it: a zip, or the folder that it was unpacked to. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Archive, Input, Reading } from "../importer.ts";
import { ARCHIVE_ENTRY, ARCHIVE_TOTAL, atMost, ImportLimitError } from "../limits.ts";
import { walkFolder } from "./input.ts";
import { failed } from "./reading.ts";
import { isZip, openZip } from "./zip.ts";

/** @throws when the file is not a zip, is damaged, or exceeds a limit */
export async function openArchive(input: Input): Promise<Archive> {
  return input.isFolder ? openFolder(input.path) : openZip(input.path);
}

/**
 * Whether a zip or folder holds files with such names. A damaged one holds none. An export lies in its folder itself: a folder above
 * several is not one of them.
 * @throws {ImportLimitError} so that a person learns about the limit, and not that the kind is unknown
 */
export async function archiveHas(input: Input, isOfKind: (names: ReadonlySet<string>) => boolean): Promise<boolean> {
  if (input.isFolder) return isOfKind(new Set(namesIn(input.path)));
  if (!isZip(input.head)) return false;
  try {
    const archive = await openArchive(input);
    archive.close();
    return isOfKind(archive.names);
  } catch (error) {
    if (error instanceof ImportLimitError) throw error;
    return false;
  }
}

/** The files of a folder, and those of the folders in it. */
function namesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".")) return [];
    if (entry.isFile()) return [entry.name];
    if (!entry.isDirectory()) return [];
    return filesIn(join(folder, entry.name)).map((name) => `${entry.name}/${name}`);
  });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
  } catch {
    return [];
  }
}

function openFolder(folder: string): Archive {
  const names = new Set<string>();
  for (const path of walkFolder(folder)) names.add(relative(folder, path).split(sep).join("/"));
  let total = 0;
  return {
    names,
    refused: [],
    read: async (name) => {
      if (!names.has(name)) throw new Error("the export lacks it");
      const path = join(folder, name);
      const { size } = statSync(path);
      atMost(ARCHIVE_ENTRY, size);
      total += size;
      atMost(ARCHIVE_TOTAL, total);
      return readFileSync(path);
    },
    close: () => undefined,
  };
}

/** Opens an archive for as long as the letters in it are read. Refused entries come first. */
export async function* readArchive(
  input: Input,
  read: (archive: Archive) => AsyncIterable<Reading>,
): AsyncIterable<Reading> {
  let archive: Archive | undefined;
  try {
    archive = await openArchive(input);
    yield* archive.refused;
    yield* read(archive);
  } catch (error) {
    yield failed(input.path, error);
  } finally {
    archive?.close();
  }
}

/** The one file of that name, in whatever folder of the archive: services and people wrap exports in folders. The shallowest counts. */
export function findByName(names: ReadonlySet<string>, wanted: string): string | undefined {
  const found = [...names].filter((name) => name === wanted || name.endsWith(`/${wanted}`));
  return found.sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1))[0];
}

/** The folder of a file in an archive, with a slash at its end; empty for the archive itself. */
export function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1);
}
