import { join } from "node:path";
import { withLock } from "../files/lock.ts";
import { Workshop } from "../files/workshop.ts";
import { writeRenamed } from "../files/write-renamed.ts";
import { sha256 } from "../hash.ts";
import type { Mending } from "./mend.ts";

/**
 * Writes what was mended: all of it, or nothing.
 * @returns why nothing was written
 * @throws {LockedError} where another process is at it
 */
export async function writeMending(
  contentDir: string,
  { files, texts, renamings }: Mending,
): Promise<string | undefined> {
  const planned = [...texts].map(([path, { before, after }]) => ({ path, bytes: after, replaces: sha256(before) }));
  const folder = join(contentDir, ".brevarkiv-check");
  return withLock(folder, () => {
    const workshop = new Workshop(folder);
    const changed = planned.find((file) => workshop.obstacle(contentDir, file) !== "none");
    if (!changed) return writeRenamed(workshop, contentDir, renamings, planned);
    return `${files.display(changed.path)} was saved while it was mended, and nothing is written: run this again`;
  });
}
