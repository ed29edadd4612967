import { spawn } from "node:child_process";
import { closeSync, fsyncSync, openSync } from "node:fs";
import { join } from "node:path";
import { foldersOf } from "./folders-of.ts";

/** So many new files are made durable one by one; more, by syncing the whole disk. */
const FEW_FILES = 200;

/** Waits until the disk has some files below a folder, and knows of them. */
export async function makeDurable(root: string, paths: readonly string[]): Promise<void> {
  if (paths.length > FEW_FILES && (await syncDisk(root))) return;
  for (const path of paths) syncPath(join(root, path));
  for (const folder of foldersOf(paths)) syncPath(join(root, folder));
}

/** Has the disk write all it holds back. @returns false where that cannot be asked for */
function syncDisk(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const sync = spawn("sync", ["-f", path], { stdio: "ignore" });
    sync.once("error", () => resolve(false));
    sync.once("close", (code) => resolve(code === 0));
  });
}

/** Waits until the disk has a file, or which names a folder holds. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } catch (error) {
    // Some systems do not sync folders.
    if (!["EINVAL", "EPERM", "EISDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    closeSync(descriptor);
  }
}
