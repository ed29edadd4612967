import { lstatSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { InTheWayError } from "./in-the-way-error.ts";

/**
 * Makes the folders on the way to a place below a root. A link in place of one can lead anywhere, and is refused.
 * @param path below the root, which is there and may itself be a link
 * @returns the folders that were not there, the outermost first
 * @throws {InTheWayError}
 */
export function makeFolders(root: string, path: string): string[] {
  const made: string[] = [];
  let folder = root;
  for (const part of path.split(/[/\\]/).filter((each) => each !== "" && each !== ".")) {
    folder = join(folder, part);
    try {
      mkdirSync(folder);
      made.push(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new InTheWayError(folder, "folder");
    }
  }
  return made;
}
