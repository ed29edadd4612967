import { closeSync, existsSync, fsyncSync, ftruncateSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { ChangedError } from "../../files/changed-error.ts";
import { syncPath } from "../../files/durable.ts";
import { withLock } from "../../files/lock.ts";
import { openToAppend } from "../../files/regular-file.ts";
import { LEDGER } from "./ledger-file.ts";
import { LedgerRefusal } from "./ledger-refusal.ts";
import type { LedgerFile } from "./ledger-types.ts";

const LOCK = ".brevarkiv-ledger";

/**
 * Lets one process at a time write to the ledger of a content folder.
 * @throws {LockedError} when another does, {LedgerRefusal} when there is no such folder
 */
export async function withLedgerLock<T>(contentDir: string, task: () => Promise<T> | T): Promise<T> {
  if (!existsSync(contentDir)) throw new LedgerRefusal(`there is no folder ${contentDir}; name it with --content DIR`);
  return withLock(join(contentDir, LOCK), task);
}

/**
 * Writes lines at the end of a ledger and waits until the disk has them. A line that was cut off makes room.
 * @param lines each with its line end
 * @returns the whole ledger afterwards
 * @throws {ChangedError} when it is no longer what was read
 */
export function appendLines(contentDir: string, ledger: LedgerFile | undefined, lines: string): Uint8Array {
  const file = join(contentDir, LEDGER);
  const whole = ledger?.bytes.subarray(0, ledger.wholeBytes) ?? new Uint8Array();
  const added = Buffer.from((ledger?.lacksLineEnd ? "\n" : "") + lines);
  if (added.length === 0) return whole;
  const descriptor = openToAppend(file);
  try {
    if (!readFileSync(descriptor).equals(ledger?.bytes ?? new Uint8Array())) throw new ChangedError(file);
    if (ledger && ledger.wholeBytes < ledger.bytes.length) ftruncateSync(descriptor, ledger.wholeBytes);
    for (let at = 0; at < added.length; ) at += writeSync(descriptor, added, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  syncPath(contentDir);
  return Buffer.concat([whole, added]);
}
