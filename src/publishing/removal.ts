/** Removing all that is left in the content of what was withdrawn to protect somebody. */
import { rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { withLedgerLock } from "../engine/ledger/append-events.ts";
import { openLedger } from "../engine/ledger/ledger-file.ts";
import { LedgerRefusal } from "../engine/ledger/ledger-refusal.ts";
import { REMOVAL_LIST, type Removal, readRemoval } from "../engine/ledger/unfinished-removal.ts";
import { isRecord, writeChecked } from "../files/checked-file.ts";
import { isInside } from "../files/inside.ts";
import { readRegular, statsOf } from "../files/regular-file.ts";
import { replaceFile } from "../files/replace-file.ts";
import { PERSONAL } from "../ledger/event.ts";

/** The record of imports (`importers/imported.ts`). */
const IMPORTED = ".imported.json";

/**
 * Removes files, and what the record of imports has of them. Killed at any moment, {@link finishRemoval} does what is left.
 * @returns what was there and is removed, as the user would type it
 * @throws {LedgerRefusal} when the disk keeps one of them
 */
export function remove(contentDir: string, removal: Removal): string[] {
  const list = join(contentDir, REMOVAL_LIST);
  writeChecked(list, removal, true);
  const removed: string[] = [];
  const imported = join(contentDir, IMPORTED);
  if (forgetImports(imported, removal.files)) removed.push(imported);
  for (const path of removal.files) {
    const file = join(contentDir, path);
    // A pull request can carry a list, and links as folders: nothing outside the content is removed.
    if (!statsOf(file) || !isInside(dirname(file), contentDir)) continue;
    try {
      rmSync(file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new LedgerRefusal(
        `${file} cannot be removed (${code}): it is withdrawn, but what is left of it is not gone; mend that, and run this again`,
      );
    }
    removed.push(file);
  }
  rmSync(list);
  return removed;
}

/**
 * Finishes a removal that was stopped. The content cannot be loaded before, as a text lacks files that it refers to.
 * @returns what it was about, and what is now removed; undefined where none was begun
 */
export async function finishRemoval(contentDir: string): Promise<(Removal & { removed: string[] }) | undefined> {
  if (!statsOf(join(contentDir, REMOVAL_LIST))) return undefined;
  return withLedgerLock(contentDir, () => {
    const removal = readRemoval(contentDir);
    const ended = removal && openLedger(contentDir).ledger?.state.addresses.get(removal.path)?.ended;
    // Where an older ledger was brought back, the text may have come back with it.
    const isWithdrawn = ended?.op === "withdraw" && ended.reason === PERSONAL;
    return removal && isWithdrawn ? { ...removal, removed: remove(contentDir, removal) } : undefined;
  });
}

/** @returns whether the record had something of the files */
function forgetImports(file: string, files: readonly string[]): boolean {
  if (!statsOf(file)?.isFile()) return false;
  const notes = parsed(readRegular(file).toString("utf8"));
  if (!isRecord(notes) || !isRecord(notes.issues)) return false;
  const issues = Object.entries(notes.issues);
  const kept = issues.filter(([path]) => !files.includes(path));
  if (kept.length === issues.length) return false;
  replaceFile(file, `${JSON.stringify({ ...notes, issues: Object.fromEntries(kept) }, null, 2)}\n`);
  return true;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A damaged record, which no import reads either.
    return undefined;
  }
}

/** A path as a removal names it. */
export function below(contentDir: string, file: string): string {
  return relative(contentDir, file).replaceAll("\\", "/");
}
