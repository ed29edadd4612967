import { addressFault, GENERATED } from "../../content/addresses.ts";
import { keyPosition } from "../../content/key-position.ts";
import type { Diagnostic, Fault, Position } from "../../diagnostics.ts";
import { addressKey } from "../../model/permalink.ts";
import { KINDS, type PathOwner, type SitePath } from "./site-map.ts";

/** What is asked of a path that could take the place of another. */
export type OwnedPath = Pick<SitePath, "path" | "address" | "kind" | "owner">;

/** Whether nothing takes the place of anything, which is nearly always so, and soon told. */
export function areDistinct(paths: readonly string[]): boolean {
  const files = new Set(paths.map(addressKey));
  if (files.size < paths.length) return false;
  // Nearly every page has a folder of its own, so only those above it, which many share, are kept.
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
 * Two files of one name, or a file where another needs a folder, on any file system: case and Unicode form do not tell
 * them apart.
 * @throws when no content file asks for any of those that collide, which is a bug
 */
export function pathCollisions(paths: Iterable<OwnedPath>): Diagnostic[] {
  const files = new Map<string, OwnedPath>();
  const refused = new Set<string>();
  let unowned: string | undefined;
  const diagnostics: Diagnostic[] = [];
  const refuse = (one: OwnedPath, other: OwnedPath): void => {
    const [mine, theirs] = rank(other) > rank(one) ? [other, one] : [one, other];
    if (mine.owner === undefined) {
      unowned ??= `${one.path} and ${other.path} cannot both be in the site`;
      return;
    }
    if (refused.has(mine.path)) return;
    refused.add(mine.path);
    const { file } = mine.owner;
    diagnostics.push({ file, ...positionOf(mine.owner), severity: "error", ...faultOf(mine, mine.owner, theirs) });
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
      if (other) refuse(other, entry);
    }
  }
  // Documents that nobody asks for lie beside pages: where a page is refused, theirs is the same fault.
  if (unowned !== undefined && diagnostics.length === 0) throw new Error(unowned);
  return diagnostics;
}

/** Which of two paths an editor can change more easily: an old address before the name of a file or the address of a text. */
function rank({ kind, owner }: OwnedPath): number {
  if (owner === undefined) return 0;
  return kind === "redirect" ? 3 : kind === "alias" ? 2 : 1;
}

function positionOf({ file, at }: PathOwner): Position {
  if (at === undefined) return { line: 1, column: 1 };
  return "line" in at ? at : keyPosition(file, at);
}

function faultOf({ address }: OwnedPath, { at }: PathOwner, theirs: OwnedPath): Fault {
  if (at === undefined) {
    const message = `this file would take the place of /${theirs.path}`;
    return { rule: "duplicate-address", message, hint: "give it another name or folder" };
  }
  const what = theirs.owner?.file ?? GENERATED[KINDS[theirs.kind].form];
  const isBelow = addressKey(address).startsWith(`${addressKey(`/${theirs.path}`)}/`);
  const message = isBelow
    ? `${address} lies below /${theirs.path}, which is ${what}`
    : `${address} is already the address of ${what}`;
  return addressFault(message, "line" in at ? [] : at);
}
