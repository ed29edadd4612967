import type { Diagnostic } from "../../diagnostics.ts";
import { addressKey } from "../../model/permalink.ts";

/** A path of the release, and the content file that asks for it; without one the site itself needs the path. */
export interface OwnedPath {
  readonly path: string;
  readonly owner?: string;
}

/** Whether nothing takes the place of anything, which is nearly always so, and quickly checked. */
export function areDistinct(paths: readonly string[]): boolean {
  const files = new Set(paths.map(addressKey));
  if (files.size < paths.length) return false;
  // Nearly every page has a folder of its own, so only those above it are kept, which many share.
  const above = new Set<string>();
  for (const file of files) {
    const own = folderOf(file);
    if (files.has(own)) return false;
    for (let folder = folderOf(own); folder !== "" && !above.has(folder); folder = folderOf(folder)) {
      if (files.has(folder)) return false;
      above.add(folder);
    }
  }
  return true;
}

function folderOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf("/")));
}

/**
 * Two files of one name, or a file where another needs a folder, on any file system: case and Unicode form do not distinguish
 * them.
 * @throws when no content file has a part in it, which is a bug
 */
export function pathCollisions(paths: readonly OwnedPath[]): Diagnostic[] {
  const files = new Map<string, OwnedPath>();
  const refused = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const refuse = (one: OwnedPath, other: OwnedPath): void => {
    // The one that an editor can rename gets the message.
    const [mine, theirs] = one.owner === undefined ? [other, one] : [one, other];
    if (mine.owner === undefined) throw new Error(`${one.path} and ${other.path} cannot both be in the site`);
    if (refused.has(mine.path)) return;
    refused.add(mine.path);
    const message = `this file would take the place of /${theirs.path}`;
    const hint = "give it another name or folder";
    diagnostics.push({
      file: mine.owner,
      line: 1,
      column: 1,
      severity: "error",
      rule: "duplicate-address",
      message,
      hint,
    });
  };
  for (const entry of paths) {
    const key = addressKey(`/${entry.path}`);
    const other = files.get(key);
    if (other) refuse(entry, other);
    else files.set(key, entry);
  }
  for (const [key, entry] of files) {
    for (let end = key.lastIndexOf("/"); end > 0; end = key.lastIndexOf("/", end - 1)) {
      const other = files.get(key.slice(0, end));
      if (other) refuse(other.owner === undefined ? entry : other, other.owner === undefined ? other : entry);
    }
  }
  return diagnostics;
}
