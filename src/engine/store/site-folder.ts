import { lstatSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isRegular, readRegular } from "../../files/regular-file.ts";

/** Marks a folder as a site of Brevarkiv's, which may be replaced. Its text is the same in every build. */
export const MARKER = ".brevarkiv-site";
export const MARKER_TEXT = "This folder is written by Brevarkiv and replaced as a whole by each build.\n";

/** The file of a release that names every other with its SHA-256, as `sha256sum -c` reads it. */
export const MANIFEST = "manifest-sha256.txt";

/** The output folder holds something that we did not write. */
export class ForeignFolderError extends Error {
  constructor(folder: string) {
    super(
      `${folder} is not empty and was not made by Brevarkiv; name another folder with --output, or remove it yourself`,
    );
  }
}

/** Where the releases and the cache of a site lie: beside it, on the same disk. */
export function stateFolder(output: string): string {
  return join(dirname(output), `.brevarkiv-${basename(output)}`);
}

/** @throws {ForeignFolderError} unless a folder is absent, empty or a site of Brevarkiv's */
export function assertOurs(target: string, shown: string): void {
  if (!exists(target)) return;
  if (!lstatSync(target).isDirectory()) throw new ForeignFolderError(shown);
  const names = readdirSync(target);
  if (names.length === 0) return;
  const marker = join(target, MARKER);
  const isOurs = isRegular(marker) && readRegular(marker).toString("utf8") === MARKER_TEXT;
  if (!isOurs) throw new ForeignFolderError(shown);
}

export function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

export function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** What a link leads to; a path that leads nowhere is its own target. */
export function realOrSelf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/**
 * Identifies a folder, wherever it is moved on its disk.
 * @param follow whether a link means what it leads to
 */
export function inodeOf(path: string, follow: boolean): string | undefined {
  try {
    const { dev, ino } = lstatSync(follow ? realpathSync(path) : path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

export function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
